import type { CommandName } from '@bancheng/core/cases/commands.ts'
import type { Ability } from '@bancheng/core/cases/view.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Button, Tooltip } from 'antd'
import { useId } from 'react'
import { useLocale } from '../../../locale.tsx'
import { useCaseDesk } from './CaseDesk.tsx'

type Props = {
  readonly ability: Ability
  readonly isPrimary?: boolean
  readonly isText?: boolean
  readonly given?: Readonly<Record<string, unknown>>
  readonly label?: string
}

/** Not possible now: it stays, can be reached by key, and says why to the eye and to a screen reader. */
export function CommandButton({ ability, isPrimary = false, isText = false, given = {}, label }: Props) {
  const { locale } = useLocale()
  const { open } = useCaseDesk()
  const id = useId()
  const command = ability.command as CommandName // the server lists only commands of the same core
  const { refusal } = ability
  const text = label ?? labelOf('command', command, locale)
  const why = refusal ? `${refusal.title}${locale === 'zh' ? '。' : '. '}${refusal.nextStep}` : undefined
  const button = (
    <Button
      size="small"
      type={isPrimary && !refusal ? 'primary' : isText ? 'text' : 'default'}
      className={refusal ? 'case-command is-refused' : 'case-command'}
      aria-disabled={refusal ? true : undefined}
      aria-describedby={refusal ? id : undefined}
      onClick={() => {
        if (!refusal) open(command, targetOf(ability), given)
      }}
    >
      {text}
    </Button>
  )
  if (!refusal) return button
  return (
    <>
      <Tooltip title={why} trigger={['hover', 'focus', 'click']}>
        {button}
      </Tooltip>
      <span id={id} className="desk-hidden">
        {why}
      </span>
    </>
  )
}

function targetOf({ target }: Ability): { taskId?: string; deliveryId?: string; toleranceId?: string } {
  return {
    ...(target.taskId ? { taskId: target.taskId } : {}),
    ...(target.deliveryId ? { deliveryId: target.deliveryId } : {}),
    ...(target.toleranceId ? { toleranceId: target.toleranceId } : {}),
  }
}
