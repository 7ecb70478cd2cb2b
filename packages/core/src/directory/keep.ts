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

/** `before` is what the person saw: whoever saved in between is not overwritten. */
const edit = <D extends z.ZodObject>(draft: D) => z.object({ before: draft, draft })

const organisationParams = z.object({ organisationId: Id })
const unitParams = z.object({ unitId: Id })
const personParams = z.object({ personId: Id })
const permission = 'keepCatalogue'

export const directoryKeepingContract = contract({
  saveOrganisation: {
    method: 'PUT',
    path: '/api/directory/organisations/:organisationId',
    params: organisationParams,
    body: edit(OrganisationDraft),
    reply: organisationParams,
    permission,
    audit: 'directory.edit',
    summary: 'Address and duties of an organisation',
  },
  saveUnit: {
    method: 'PUT',
    path: '/api/directory/units/:unitId',
    params: unitParams,
    body: edit(UnitDraft),
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
    body: edit(PersonDraft),
    reply: personParams,
    permission,
    audit: 'directory.edit',
    summary: 'Name, title, phones and unit of a person',
  },
  retirePerson: {
    method: 'POST',
    path: '/api/directory/people/:personId/retire',
    params: personParams,
    body: z.object({ before: PersonDraft }),
    reply: personParams,
    permission,
    audit: 'directory.retire',
    summary: 'A person who left is found no more; whoever still has an account cannot leave',
  },
})
