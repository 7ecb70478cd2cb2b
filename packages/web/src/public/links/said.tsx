import type { LinkPage } from '@bancheng/core/links/contract.ts'
import { useTexts } from '../../locale.tsx'
import { LinkProblem } from './link-api.ts'
import { linkTexts } from './texts.ts'

export type AnswerPage = Extract<LinkPage, { step: 'answer' }>
/** Refusals after which trying again on this page is no use. */
const endings = ['link-unknown', 'link-locked', 'link-expired', 'link-revoked', 'link-used', 'link-over']
export const isEnding = (error: unknown): boolean => error instanceof LinkProblem && endings.includes(error.code)

/** What is the matter, and what to do next. */
export function Said({ error, isTitle = false }: { error: unknown; isTitle?: boolean }) {
  const t = useTexts(linkTexts)
  const isOffline = error instanceof LinkProblem && error.code === 'offline'
  const title = error instanceof LinkProblem ? error.message : ''
  const nextStep = error instanceof LinkProblem ? error.nextStep : ''
  const Title = isTitle ? 'h1' : 'strong'
  return (
    <div role="alert" className={isTitle ? 'link-ended' : 'link-problem'}>
      <Title>{isOffline ? t.offline : title || t.fault}</Title>
      <p>{isOffline ? t.offlineNext : nextStep || t.faultNext}</p>
    </div>
  )
}
