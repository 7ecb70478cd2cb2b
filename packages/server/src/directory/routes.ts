import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { directoryKeepingContract } from '@bancheng/core/directory/keep.ts'
import { leaveContract } from '@bancheng/core/directory/leave-contract.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { addPerson, addUnit, retirePerson, saveOrganisation, savePerson, saveUnit } from './keep.ts'
import { changeLeave, endLeave, enterLeave, leavesOf, withdrawLeave } from './leave.ts'
import { directoryTree } from './reads.ts'

export function registerDirectory(app: FastifyInstance, deps: Deps): void {
  registerLeave(app, deps)
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

function registerLeave(app: FastifyInstance, deps: Deps): void {
  bind(app, leaveContract.leaves, ({ session, query }) => leavesOf(deps, session, query.over))
  bind(app, leaveContract.enterLeave, ({ session, body }) => enterLeave(deps, session, body))
  bind(app, leaveContract.changeLeave, ({ session, params, body }) =>
    changeLeave(deps, session, params.absenceId, body),
  )
  bind(app, leaveContract.endLeave, async ({ session, params }) => {
    await endLeave(deps, session, params.absenceId)
    return null
  })
  bind(app, leaveContract.withdrawLeave, async ({ session, params }) => {
    await withdrawLeave(deps, session, params.absenceId)
    return null
  })
}
