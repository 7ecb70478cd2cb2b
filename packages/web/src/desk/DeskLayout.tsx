import { Outlet } from 'react-router'
import { useLive } from '../live.ts'

export function DeskLayout() {
  useLive()
  return <Outlet />
}
