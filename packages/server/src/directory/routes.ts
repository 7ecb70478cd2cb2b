import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { directoryKeepingContract } from '@bancheng/core/directory/keep.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { addPerson, addUnit, retirePerson, saveOrganisation, savePerson, saveUnit } from './keep.ts'
import { directoryTree } from './reads.ts'

export function registerDirectory(app: FastifyInstance, deps: Deps): void {
  bind(app, directoryContract.viewDirectory, async ({ session, query }) => ({
    organisations: await directoryTree(deps.db, session.centerId, query.text ?? ''),
  }))
  bind(app, directoryKeepingContract.saveOrganisation, ({ session, params, body }) =>
    saveOrganisation(deps, session, { ...params, ...body }),
  )
  bind(app, directoryKeepingContract.addUnit, ({ session, params, body }) =>
    addUnit(deps, session, { ...params, ...body }),
  )
  bind(app, directoryKeepingContract.saveUnit, ({ session, params, body }) =>
    saveUnit(deps, session, { ...params, ...body }),
  )
  bind(app, directoryKeepingContract.addPerson, ({ session, body }) => addPerson(deps, session, body))
  bind(app, directoryKeepingContract.savePerson, ({ session, params, body }) =>
    savePerson(deps, session, { ...params, ...body }),
  )
  bind(app, directoryKeepingContract.retirePerson, ({ session, params, body }) =>
    retirePerson(deps, session, { ...params, ...body }),
  )
}
