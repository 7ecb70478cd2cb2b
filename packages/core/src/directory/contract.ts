import { z } from 'zod'
import { Role } from '../kernel/actor.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { OfficePhone } from '../kernel/office-phone.ts'

export const OrganisationKind = z.enum(['centre', 'bureau', 'information-centre', 'courier', 'other'])
export const OrganisationLevel = z.enum(['district', 'city', 'province', 'nation', 'outside'])

export const DirectoryPerson = z.object({
  personId: Id,
  name: z.string(),
  title: z.string(),
  role: Role.nullable(),
  phones: z.array(OfficePhone),
})
export const DirectoryUnit = z.object({
  unitId: Id,
  name: z.string(),
  duties: z.string(),
  phones: z.array(OfficePhone),
  people: z.array(DirectoryPerson),
})
export const DirectoryOrganisation = z.object({
  organisationId: Id,
  name: z.string(),
  shortName: z.string(),
  code: z.string(),
  kind: OrganisationKind,
  level: OrganisationLevel,
  superiorOrganisationId: Id.nullable(),
  address: z.string(),
  duties: z.string(),
  units: z.array(DirectoryUnit),
})
export type DirectoryOrganisation = z.infer<typeof DirectoryOrganisation>

export const directoryContract = contract({
  viewDirectory: {
    method: 'GET',
    path: '/api/directory',
    query: z.object({ text: z.string().trim().max(100).optional() }),
    reply: z.object({ organisations: z.array(DirectoryOrganisation) }),
    permission: 'viewDirectory',
    audit: null,
    summary: 'Organisations, units and people with their phones; found by name or pinyin initials',
  },
})
