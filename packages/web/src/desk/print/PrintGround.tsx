import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../../locale.tsx'
import './print.css'
import { printTexts } from './texts.ts'

/** A paper on the screen as it will come out of the printer, with the way back. */
export function PrintGround({ back, hint, children }: { back: Back; hint?: string; children: ReactNode }) {
  const t = useTexts(printTexts)
  const navigate = useNavigate()
  return (
    <div className="print-ground">
      <nav className="print-toolbar" aria-label={t.toolbar}>
        <Button type="primary" onClick={() => window.print()}>
          {t.print}
        </Button>
        <Button onClick={() => void navigate(back.to)}>{back.label}</Button>
        {hint ? <span style={{ color: '#4a5568' }}>{hint}</span> : null}
      </nav>
      <main>{children}</main>
    </div>
  )
}
type Back = { readonly to: string; readonly label: string }
