/*
 * Table 4 of Craven et al. 2021, BMC Medical Research Methodology 21:203 (CC BY 4.0): NPT constructs and components
 * coded per sub-theme, with its statements and their sources of data as printed.
 */

export interface PrintedStatement {
  components: string[]
  text: string
  sources: ('Mentor interviews' | 'OT interviews' | 'Mentoring records/emails')[]
}

export interface PrintedRow {
  theme: string
  subTheme: string
  /** As the table's second column has them. */
  components: string[]
  facilitators: PrintedStatement[]
  barriers: PrintedStatement[]
}

const mentors = 'Mentor interviews'
const therapists = 'OT interviews'
const records = 'Mentoring records/emails'

const delivery = 'Delivery of the mentoring'
const benefits = 'The benefits of mentoring for OTs and trial implementation'

export const printedRows: PrintedRow[] = [
  {
    theme: delivery,
    subTheme: 'Preparation of mentors to deliver the mentoring',
    components: ['Communal specification', 'Initiation'],
    facilitators: [
      {
        components: ['Communal specification'],
        text: 'RETAKE training increased mentors’ understanding of the RETAKE intervention, ensuring they had a shared understanding of its aims/objectives and expected benefits',
        sources: [mentors],
      },
      {
        components: ['Initiation'],
        text: 'Attendance of RETAKE training increased mentors’ understanding of the clinical/research processes and OT’s unique contextual challenges. This, along with their VR backgrounds, suggests they were the right people to drive delivery of the RETAKE intervention',
        sources: [mentors],
      },
    ],
    barriers: [],
  },
  {
    theme: delivery,
    subTheme: 'Monthly mentoring sessions and additional support',
    components: ['Interactional workability'],
    facilitators: [
      {
        components: ['Interactional workability'],
        text: 'The adaptability of the mentors (e.g., devising strategies) and cooperation from and between OTs suggests they interacted well with one another to operationalise the group teleconference format',
        sources: [mentors],
      },
    ],
    barriers: [],
  },
  {
    theme: benefits,
    subTheme: 'Strategies to facilitate recruitment into the RETAKE trial',
    components: ['Internalisation', 'Activation', 'Interactional workability'],
    facilitators: [
      {
        components: ['Activation'],
        text: 'Mentors defined actions with OTs to prompt recruiters and help on wards, thus helping to sustain increase recruitment rates',
        sources: [records],
      },
      {
        components: ['Interactional workability'],
        text: 'Following communication with mentors, OTS and Principal Investigators worked together to prompt recruiters and help on wards, thus helping to increase and sustain recruitment',
        sources: [records],
      },
    ],
    barriers: [
      {
        components: ['Internalisation'],
        text: 'Lack of referrals occurred in one site due to staff not understanding the potential value of the RETAKE intervention for stroke survivors with low level impairments',
        sources: [mentors],
      },
    ],
  },
  {
    theme: benefits,
    subTheme: 'Support with trial processes',
    components: ['Individual specification', 'Activation', 'Relational integration'],
    facilitators: [
      {
        components: ['Individual specification'],
        text: 'Mentors helped OTs understand their tasks/responsibilities in trial processes, e.g., trial paperwork',
        sources: [mentors],
      },
      {
        components: ['Activation'],
        text: 'OTs did not always have time to complete RETAKE paperwork. Mentors provided practical solutions to speed up and sustain paperwork completion',
        sources: [records],
      },
      {
        components: ['Relational integration'],
        text: 'Regular communication across the central RETAKE team, mentors, and OTs helped build accountability and confidence in each other’s abilities (e.g., OTs avoiding contamination)',
        sources: [mentors],
      },
    ],
    barriers: [],
  },
  {
    theme: benefits,
    subTheme: 'Support with applying newly acquired knowledge',
    components: ['Individual specification', 'Contextual integration'],
    facilitators: [
      {
        components: ['Individual specification'],
        text: 'Mentors helped OTs to understand their specific tasks and responsibilities when creating an individually tailored VR treatment plan',
        sources: [records],
      },
      {
        components: ['Contextual integration'],
        text: 'Mentors signposted OTs to relevant local and national resources to support their delivery of the RETAKE intervention',
        sources: [records],
      },
    ],
    barriers: [],
  },
  {
    theme: benefits,
    subTheme: 'Support for delivering the intervention with fidelity',
    components: [
      'Differentiation',
      'Individual specification',
      'Internalisation',
      'Initiation',
      'Enrolment',
      'Legitimation',
      'Activation',
      'Interactional workability',
    ],
    facilitators: [
      {
        components: ['Internalisation'],
        text: 'All OTs interviewed believed in the value of all or some the RETAKE intervention’s core components',
        sources: [therapists],
      },
      {
        components: ['Individual specification'],
        text: 'Mentors helped OTs understand their tasks/responsibilities for delivering the intervention with fidelity, e.g., to start working with participants within 12 weeks of their stroke, to avoid discharging participants as soon as they had returned to work',
        sources: [mentors, records],
      },
      {
        components: ['Legitimation'],
        text: 'Mentors reassured OTs that they were “on the right track” and had not failed if a participant had not been able to return to work',
        sources: [mentors],
      },
      {
        components: ['Legitimation'],
        text: 'OTs felt able to contact mentors if they needed reassurance they had taken the right steps with RETAKE intervention delivery',
        sources: [therapists],
      },
      {
        components: ['Activation'],
        text: 'Mentors supported OTs with knowing how to manage interactions with employers, including those who were difficult to engage',
        sources: [mentors],
      },
      {
        components: ['Interactional workability'],
        text: 'Mentors supported OTs with knowing how to interact with their managers to operationalise RETAKE intervention delivery in their setting',
        sources: [mentors],
      },
    ],
    barriers: [
      {
        components: ['Internalisation', 'Differentiation'],
        text: 'Unsupportive managers may not have understood the potential value of the RETAKE intervention, nor understood how it differed from usual care',
        sources: [therapists, records, mentors],
      },
      {
        components: ['Initiation', 'Enrolment'],
        text: 'OTs were sometimes expected to deliver RETAKE in usual hours and were pressurised to stay on top of usual caseloads. Collective contribution to RETAKE intervention delivery may not have always been organised beforehand, and/or key senior staff involved to drive implementation of the intervention',
        sources: [mentors, records],
      },
      {
        components: ['Legitimation'],
        text: 'Some unsupportive managers may not have believed their OTs should be involved in RETAKE, e.g., some managers themselves were new had not been formally introduced to RETAKE',
        sources: [therapists],
      },
    ],
  },
  {
    theme: benefits,
    subTheme: 'Facilitation of independent problem-solving and peer support',
    components: ['Activation', 'Interactional workability', 'Relational integration'],
    facilitators: [
      {
        components: ['Activation'],
        text: 'OTs’ learning was supported by mentors’ facilitation of conversations during mentoring sessions, enabling collective problem-solving to take place',
        sources: [therapists],
      },
      {
        components: ['Interactional workability'],
        text: 'Some OTs had regular contact with site partners (e.g., peer supervision, joint visits to participants) to support operationalisation of RETAKE intervention delivery in their area',
        sources: [therapists],
      },
      {
        components: ['Relational integration'],
        text: 'OTs had regular contact with mentors, other OTs, and site partners to freely discuss caseloads, thus building accountability and confidence in their RETAKE intervention delivery',
        sources: [therapists],
      },
    ],
    barriers: [],
  },
]

/** The components of NPT the table never uses: it uses 11 of 16 and does not say so (METHOD.md, output 4). */
export const printedUnused = [
  'Skill set workability',
  'Systemization',
  'Communal appraisal',
  'Individual appraisal',
  'Reconfiguration',
]
