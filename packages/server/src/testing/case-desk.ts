import type { CommandName, commandInputs } from '@bancheng/core/cases/commands.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import type { LightMyRequestResponse } from 'fastify'
import type { z } from 'zod'
import { registerCases } from '../cases/routes.ts'
import { newId } from '../platform/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, type Room, signInTo, type TestDesk, type TestPerson } from './desk.ts'

/** A desk with the sample centre and the routes of cases. */
export async function openCaseDesk(more: readonly Room[] = []): Promise<TestDesk> {
  const desk = await openTestDesk({ rooms: [registerCases, ...more] })
  await loadSampleCentreWhenEmpty(desk.deps)
  return desk
}

export const restaurant = {
  channel: 'walk-in',
  applicant: { kind: 'person', name: '王芳', phone: '13800001234' },
  want: '注销食品经营许可证，取回商场押金',
  pain: 'hard',
}

const kebab = (command: string) => command.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Someone who works on cases over HTTP, as the page does. */
export type Worker = TestPerson & {
  readonly registers: (input?: object, key?: string) => Promise<LightMyRequestResponse>
  readonly sees: (caseId: string) => Promise<CaseView>
  /** Sends one command, at the newest version unless another is given; the answer whatever it is. */
  readonly sends: <C extends CommandName>(
    caseId: string,
    command: C,
    input: z.input<(typeof commandInputs)[C]>,
    options?: { version?: number; key?: string },
  ) => Promise<LightMyRequestResponse>
  /** The same, and it must succeed. */
  readonly does: <C extends CommandName>(
    caseId: string,
    command: C,
    input: z.input<(typeof commandInputs)[C]>,
  ) => Promise<CaseView>
}

export async function workerAt(desk: TestDesk, name: string): Promise<Worker> {
  const person = await signInTo(desk, name)
  const sees = async (caseId: string): Promise<CaseView> => (await person.asks('GET', `/api/cases/${caseId}`)).json()
  const sends: Worker['sends'] = async (caseId, command, input, { version, key = newId() } = {}) => {
    const expectedVersion = version ?? (await sees(caseId)).state?.version ?? 1
    const url = `/api/cases/${caseId}/commands/${kebab(command)}`
    return person.asks('POST', url, { expectedVersion, input }, { 'idempotency-key': key })
  }
  return {
    ...person,
    sees,
    sends,
    registers: (input = {}, key = newId()) =>
      person.asks('POST', '/api/cases', { ...restaurant, ...input }, { 'idempotency-key': key }),
    does: async (caseId, command, input) => {
      const answer = await sends(caseId, command, input)
      if (answer.statusCode !== 200) throw new Error(`${command}: ${answer.body}`)
      return answer.json()
    },
  }
}

/** A case that somebody has just registered and accepted. */
export async function acceptedCase(officer: Worker, input: object = {}): Promise<string> {
  const { state } = (await officer.registers(input)).json<CaseView>()
  await officer.does(state.caseId, 'acceptCase', { grade: 'complex' })
  return state.caseId
}
