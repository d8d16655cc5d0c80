import type { Command } from './command.ts'
import { list, needed, oneOf } from './lookups.ts'

const roles = ['coder', 'reviewer', 'lead'] as const

export const memberAdd: Command = {
  name: 'member add',
  summary: 'add a person to a study',
  usage: 'STUDY --name N --initials I [--role coder|reviewer|lead]…',
  options: {
    name: { type: 'string' },
    initials: { type: 'string' },
    role: { type: 'string', multiple: true },
  },
  explains: { role: 'coder where absent; may be repeated, roles add up' },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const given = list(values, 'role').map(role => oneOf(role, roles, 'role'))
    const member = await client.members.add({
      name: needed(values, 'name'),
      initials: needed(values, 'initials'),
      roles: given.length > 0 ? given : ['coder'],
    })
    answer(member, () => `Added ${member.name} (${member.initials}), ${member.roles.join(', ')}`)
  },
}

export const membersCommand: Command = {
  name: 'members',
  summary: 'list the people of a study',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer }) {
    const members = await client.members.list({})
    answer(members, () => members.map(m => `${m.initials}\t${m.name}\t${m.roles.join(', ')}`).join('\n'))
  },
}
