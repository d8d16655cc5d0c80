/** English words that are names too: looked for only where they begin with a capital, unless a person says otherwise. */
const words = new Set(
  `abbey able amber angel april art ash august autumn baker banks baron basil bay bee bell berry beth bill birch bishop
  black blue bob bond booth bowl brand brook brooks brown buck bud burns bush butler cain carol carter case cash chance
  chase cherry chip christian christmas church clay cliff cloud coal cole cook cooper corn crystal daisy dale dan dawn
  day dean dee destiny dick dolly dot drew duke earl early east eden ella else eve faith fern field finch fisher fleet
  flora ford forest foster fox francis frank freeman gay gene gill ginger glen gold good grace grant gray green grey guy
  hale hall harmony harper hart haven hazel heath heather hill holly home hood hope hunt hunter iris iron ivory ivy jack
  jade jasmine jean jewel job jolly josh joy june justice kay key king kit knight lake lamb lance lane lark lass laurel
  lee lily lite little long love low luck mac major march mark marsh mason may mead melody mercy merit miles mill miller
  miner misty moon moore more moss nick noble norm north oak old olive opal owl page parker park parks patience patsy
  paul pearl peg penny pepper piper pitt poppy porter potter power price pride prince prior prudence queen rain ray reed
  reid rich ridge ring river rob robin rock rod rose rowan ruby rush rusty sage sally sandy savannah say sean see serenity
  shade shane sharp shaw shepherd short sky skip small smart smith snow spencer spring star steel sterling stone storm
  strange street strong sue summer sunny swan swift sylvan taylor teller temple terry thorn tiger tom trace trinity
  true turner van vale verity victor viola violet wade walker wall ward waters watt webb weaver well wells west white
  will willow winter wise wolf wood woods wren yard young bath reading hove rugby sandwich settle sale battle deal ware
  nelson poole rye wells wing deal stone over ely hull eye`.split(/\s+/),
)

/** Names that with an s at their end are other names: Roberts, Williams. */
const alsoWithS = new Set(
  `abraham adam andrew daniel david edward evan george harri hopkin hugh jenkin jone matthew michael owen peter philip
  phillip richard robert roger simon stephen steven walter watkin william wood brook hill bank well field water river
  mill rose gabriel jacob daniel`.split(/\s+/),
)

/** Whether a name of one word is a common word as well, or so short that it is found in other senses. */
export const isWordToo = (name: string): boolean => name.length <= 2 || words.has(name.toLowerCase())

/** Whether the name with an s after it may be somebody else's. */
export const isNameWithS = (name: string): boolean => alsoWithS.has(name.toLowerCase())
