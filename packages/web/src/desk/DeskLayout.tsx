import { Button, Dropdown, Tooltip } from 'antd'
import { Suspense, useEffect, useRef } from 'react'
import { Link, Outlet, useLocation, useNavigate } from 'react-router'
import { useLive } from '../live.ts'
import { useLocale, useTexts } from '../locale.tsx'
import { useSession } from '../session.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { Loading } from '../ui/Loading.tsx'
import { ShortcutHelp, useFrameShortcuts } from '../ui/shortcuts.tsx'
import { useLateCount } from './cases/inbox.ts'
import './desk.css'
import './frame.css'
import { deskTexts } from './desk-texts.ts'
import { type Place, placeAt, placesOf } from './navigation.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { SearchBox } from './search/SearchBox.tsx'

/** The sample centre's id begins so (server/src/sample); nobody may take its cases for real ones. */
const isSample = (centerId: string): boolean => centerId.startsWith('sample')

function Wordmark() {
  const t = useTexts(deskTexts)
  const { centerName, centerId } = useSession()
  return (
    <>
      <Link className="desk-wordmark" to="/">
        <strong>{t.product}</strong>
        <span>{centerName}</span>
      </Link>
      {isSample(centerId) ? (
        <Tooltip title={t.sampleHint}>
          <span className="desk-sample">{t.sample}</span>
        </Tooltip>
      ) : null}
    </>
  )
}

function Navigation() {
  const t = useTexts(deskTexts)
  const here = placeAt(useLocation().pathname)
  const places = placesOf(useSession())
  const navigate = useNavigate()
  const late = useLateCount()
  useFrameShortcuts(places.map(({ keys, name, to }) => ({ keys, label: t[name], run: () => void navigate(to) })))
  return (
    <nav className="desk-nav" aria-label={t.nav}>
      {places
        .filter(({ shown }) => shown !== undefined)
        .map(({ name, to, shown }) => (
          <Link
            key={name}
            to={to}
            className={shown === 'wide' ? 'is-wide' : ''}
            aria-current={here?.name === name ? 'page' : undefined}
          >
            {t[name]}
            {name === 'inbox' && late > 0 ? (
              <span className="desk-count" title={t.late(late)}>
                {late}
                <span className="desk-hidden">{t.late(late)}</span>
              </span>
            ) : null}
          </Link>
        ))}
      <MorePlaces places={places.filter(({ shown }) => shown !== 'always')} here={here} />
    </nav>
  )
}

/** What has no room in the bar. On a wide screen that is less, and nothing for some. */
function MorePlaces({ places, here }: { places: readonly Place[]; here: Place | undefined }) {
  const t = useTexts(deskTexts)
  if (places.length === 0) return null
  const isNarrowOnly = places.every(({ shown }) => shown === 'wide')
  const items = places.map(({ name, to, shown }) => ({
    key: name,
    className: shown === 'wide' ? 'is-narrow' : '',
    label: <Link to={to}>{t[name]}</Link>,
  }))
  const isHere = places.some(({ name, shown }) => name === here?.name && shown === undefined)
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: here ? [here.name] : [] }}>
      <button type="button" className={isNarrowOnly ? 'is-narrow' : ''} aria-haspopup="menu" data-here={isHere}>
        {t.more} <span aria-hidden="true">▾</span>
      </button>
    </Dropdown>
  )
}

/** A reader of the screen is taken to the new page; a field that asked for the focus keeps it. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

export function DeskLayout() {
  useLive()
  const t = useTexts(deskTexts)
  const { locale, choose } = useLocale()
  const main = useFocusOnArrival()
  const { pathname } = useLocation()
  return (
    <>
      <a className="desk-skip" href="#main">
        {t.skip}
      </a>
      <header className="desk-header">
        <Wordmark />
        <Navigation />
        <div className="desk-tools">
          <SearchBox />
          <Button
            className="desk-wide"
            type="text"
            lang={locale === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}
          >
            {t.otherLanguage}
          </Button>
          <span className="desk-wide">
            <ShortcutHelp />
          </span>
          <PersonMenu />
        </div>
      </header>
      <main id="main" className="desk-main" ref={main} tabIndex={-1}>
        <Boundary key={pathname}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </Boundary>
      </main>
    </>
  )
}
