/** Words that begin with a capital within a sentence and are nobody's name; keys as `keyOf` makes them. */
export const notNames: ReadonlySet<string> = new Set(
  `i i'm ok okay monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
  january february march april may june july august september october november december jan feb mar apr jun jul aug sept
  sep oct nov dec english british scottish welsh irish danish german french spanish italian polish dutch swedish
  norwegian european american asian african indian chinese christmas easter god internet wifi bluetooth covid zoom teams
  skype word excel powerpoint outlook google facebook whatsapp youtube microsoft apple participant participants
  interviewer interviewee interview moderator facilitator researcher respondent speaker mentor mentee patient client
  therapist coordinator manager nurse doctor physio mum mom dad mummy daddy gran grandma grandad nan granny uncle aunt
  auntie lord father mother yes no yeah yep nope mm mmm hmm um uh erm oh ah well so and but the a an it he she they we you
  this that these those there here what when where who why how which then now because if or for from in on at to of as by
  is was are were do did does not my your his her our their its question answer q p re fw fwd subject sent date cc bcc
  dear hi hello hey kind best many regards thanks thank sincerely cheers yours wishes warm good morning afternoon evening
  please sorry section figure table chapter appendix page phase stage part group site sites week day month year`.split(
    /\s+/,
  ),
)

/** Words in the names of organisations. */
export const organisationWords: ReadonlySet<string> = new Set(
  `hospital trust university college school centre center clinic council ltd limited plc foundation society charity
  church surgery practice pharmacy hospice association institute department ministry agency company bank library museum
  academy nhs board federation club union`.split(/\s+/),
)

/** Words in the names of places. */
export const placeWords: ReadonlySet<string> = new Set(
  `street road lane avenue square close drive crescent terrace gardens court house bridge hill park station green common
  village town county city shire island valley river lake beach market`.split(/\s+/),
)

/** Words that stand before a place and seldom before a person. */
export const beforePlaces: ReadonlySet<string> = new Set(
  'in at near around across outside i ved nær'.split(' '),
)

/** Words of direction, before a place as often as before a person. */
export const directions: ReadonlySet<string> = new Set('to from til fra nach aus'.split(' '))

/** Words of going, before a direction: then it is a place. */
export const goings: ReadonlySet<string> = new Set(
  'go goes going went gone come comes coming came drive drove driving travel travelled move moved moving bus train trip way back'.split(
    ' ',
  ),
)

/** Words that stand after a person. */
export const afterPersons: ReadonlySet<string> = new Set(
  `said says told tells asked asks thinks thought was is has had and goes went came comes did does wanted wants felt
  feels knows knew would called wrote`.split(/\s+/),
)

/** Words of salutations, after which a name stands. */
export const salutations: ReadonlySet<string> = new Set('dear hi hello hey kære hej'.split(' '))
