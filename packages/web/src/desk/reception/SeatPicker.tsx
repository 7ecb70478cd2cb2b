import { receptionContract } from '@bancheng/core/reception/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Tooltip } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useSaidProblem } from '../../ui/ProblemPage.tsx'
import { receptionTexts } from './texts.ts'

const KEY = ['reception', 'seats']

/** At which extension this person sits: there the calls pop up. */
export function SeatPicker() {
  const t = useTexts(receptionTexts)
  const { person } = useSession()
  const client = useQueryClient()
  const { message } = App.useApp()
  const said = useSaidProblem()
  const [typed, setTyped] = useState('')
  const { data } = useQuery({ queryKey: KEY, queryFn: () => call(receptionContract.seats, {}), staleTime: 60_000 })
  if (!data) return null
  const own = data.seats.find((seat) => seat.personId === person.personId)
  const sit = async (extension: string, personId: string | null) => {
    try {
      const asked = { params: { extension }, body: { personId } }
      client.setQueryData(KEY, await call(receptionContract.takeSeat, asked))
      setTyped('')
    } catch (error) {
      void message.error(said(error).title)
    }
  }
  if (own)
    return (
      <span className="contact-seat">
        {t.seat} <b className="desk-number">{own.extension}</b>
        <Button size="small" type="link" onClick={() => void sit(own.extension, null)}>
          {t.seatLeave}
        </Button>
      </span>
    )
  return (
    <Tooltip title={data.isConnected ? '' : t.seatOff}>
      <form
        className="contact-seat"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim()) void sit(typed.trim(), person.personId)
        }}
      >
        <Input
          aria-label={t.seat}
          placeholder={t.seat}
          size="small"
          maxLength={40}
          style={{ width: 110 }}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button size="small" htmlType="submit">
          {t.seatTake}
        </Button>
      </form>
    </Tooltip>
  )
}
