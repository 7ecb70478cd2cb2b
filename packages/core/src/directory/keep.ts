import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { OfficePhone } from '../kernel/office-phone.ts'

const name = z.string().trim().min(1).max(200)
const duties = z.string().trim().max(2_000)
const phones = z
  .array(
    OfficePhone.extend({
      number: z
        .string()
        .trim()
        .regex(/^[+\d][\d\-()（） 转,#*]{2,38}$/),
    }),
  )
  .max(20)

export const OrganisationDraft = z.object({ address: z.string().trim().max(500), duties })
export type OrganisationDraft = z.infer<typeof OrganisationDraft>
export const UnitDraft = z.object({ name, duties, phones })
export type UnitDraft = z.infer<typeof UnitDraft>
export const PersonDraft = z.object({ unitId: Id, name: name.max(100), title: z.string().trim().max(100), phones })
export type PersonDraft = z.infer<typeof PersonDraft>

/** What the person saw, as it stood there, even where it could not be written like that today. */
export const OrganisationSeen = z.object({ address: z.string(), duties: z.string() })
export const UnitSeen = z.object({ name: z.string(), duties: z.string(), phones: z.array(OfficePhone) })
export const PersonSeen = z.object({ unitId: Id, name: z.string(), title: z.string(), phones: z.array(OfficePhone) })

/** Whoever saved since `before` was seen is not overwritten. */
const edit = <S extends z.ZodObject, D extends z.ZodObject>(before: S, draft: D) => z.object({ before, draft })

const organisationParams = z.object({ organisationId: Id })
const unitParams = z.object({ unitId: Id })
const personParams = z.object({ personId: Id })
const permission = 'keepCatalogue'

export const directoryKeepingContract = contract({
  saveOrganisation: {
    method: 'PUT',
    path: '/api/directory/organisations/:organisationId',
    params: organisationParams,
    body: edit(OrganisationSeen, OrganisationDraft),
    reply: organisationParams,
    permission,
    audit: 'directory.edit',
    summary: 'Address and duties of an organisation',
  },
  saveUnit: {
    method: 'PUT',
    path: '/api/directory/units/:unitId',
    params: unitParams,
    body: edit(UnitSeen, UnitDraft),
    reply: unitParams,
    permission,
    audit: 'directory.edit',
    summary: 'Name, duties and phones of a unit',
  },
  addUnit: {
    method: 'POST',
    path: '/api/directory/organisations/:organisationId/units',
    params: organisationParams,
    body: UnitDraft,
    reply: unitParams,
    permission,
    audit: 'directory.edit',
    summary: 'A new unit of an organisation',
  },
  addPerson: {
    method: 'POST',
    path: '/api/directory/people',
    body: PersonDraft,
    reply: personParams,
    permission,
    audit: 'directory.edit',
    summary: 'A new person of a unit; an account is another matter',
  },
  savePerson: {
    method: 'PUT',
    path: '/api/directory/people/:personId',
    params: personParams,
    body: edit(PersonSeen, PersonDraft),
    reply: personParams,
    permission,
    audit: 'directory.edit',
    summary: 'Name, title, phones and unit of a person',
  },
  retirePerson: {
    method: 'POST',
    path: '/api/directory/people/:personId/retire',
    params: personParams,
    body: z.object({ before: PersonSeen }),
    reply: personParams,
    permission,
    audit: 'directory.retire',
    summary: 'A person who left is found no more; whoever still has an account cannot leave',
  },
})
