import { knowledgeContract } from '@bancheng/core/catalogue/qa/import.ts'
import { type DirectoryOrganisation, directoryContract } from '@bancheng/core/directory/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Empty, Input } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { addressOf, call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDebounced } from '../../ui/debounced.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useTitle } from '../../ui/title.ts'
import { Phones } from '../Phones.tsx'
import './directory.css'
import { directoryTexts, levelKey } from './texts.ts'
import { type Branch, treeOf } from './tree.ts'

const SEARCH_ID = 'directory-search'
const cardId = (organisationId: string): string => `organisation-${organisationId}`

const Branches = ({ branches }: { branches: readonly Branch[] }) => (
  <ul>
    {branches.map(({ organisation, below }) => (
      <li key={organisation.organisationId}>
        <a href={`#${cardId(organisation.organisationId)}`}>{organisation.shortName || organisation.name}</a>
        {below.length > 0 ? <Branches branches={below} /> : null}
      </li>
    ))}
  </ul>
)

function Unit({ unit }: { unit: DirectoryOrganisation['units'][number] }) {
  const t = useTexts(directoryTexts)
  return (
    <div className="directory-unit">
      <div>
        <h3>{unit.name}</h3>
        <Phones phones={unit.phones} />
        {unit.duties ? <p className="desk-quiet">{unit.duties}</p> : null}
      </div>
      {unit.people.length === 0 ? (
        <span className="desk-quiet">{t.noPeople}</span>
      ) : (
        <table className="directory-people" aria-label={unit.name}>
          <tbody>
            {unit.people.map((person) => (
              <tr key={person.personId}>
                <td>{person.name}</td>
                <td className="desk-quiet">{person.title}</td>
                <td>
                  <Phones phones={person.phones} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Organisation({ organisation, superior }: { organisation: DirectoryOrganisation; superior: string | null }) {
  const t = useTexts(directoryTexts)
  return (
    <article className="desk-panel directory-card" id={cardId(organisation.organisationId)}>
      <h2>{organisation.name}</h2>
      <span className="word-tag">{t[levelKey(organisation.level)]}</span>
      <p className="desk-quiet">
        {superior && organisation.superiorOrganisationId ? (
          <>
            {t.superior}：<a href={`#${cardId(organisation.superiorOrganisationId)}`}>{superior}</a>
            {organisation.address ? ' · ' : ''}
          </>
        ) : null}
        {organisation.address}
      </p>
      {organisation.duties ? <p className="desk-quiet">{organisation.duties}</p> : null}
      {organisation.units.map((unit) => (
        <Unit key={unit.unitId} unit={unit} />
      ))}
    </article>
  )
}

const useDirectory = (text: string) =>
  useQuery({
    queryKey: ['directory', text],
    queryFn: () => call(directoryContract.viewDirectory, { query: text ? { text } : {} }),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  })

function Found({ text }: { text: string }) {
  const t = useTexts(directoryTexts)
  const { data, error, refetch } = useDirectory(text)
  // A superior is named even where the search did not find it.
  const everything = useDirectory('').data?.organisations ?? []
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.organisations.length === 0)
    return (
      <div className="desk-panel" style={{ padding: 48 }}>
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text ? `${t.emptyFound} — ${t.emptyHint}` : t.empty} />
      </div>
    )
  const nameOf = (id: string | null) => everything.find((one) => one.organisationId === id)?.name ?? null
  return (
    <div className="directory">
      <nav className="desk-panel directory-tree" aria-label={t.organisations}>
        <Branches branches={treeOf(data.organisations)} />
      </nav>
      <div>
        {data.organisations.map((organisation) => (
          <Organisation
            key={organisation.organisationId}
            organisation={organisation}
            superior={nameOf(organisation.superiorOrganisationId)}
          />
        ))}
      </div>
    </div>
  )
}

/** Whom to call: organisations, their units and people, found by any word of them. */
export function DirectoryPage() {
  const t = useTexts(directoryTexts)
  const { can } = useSession()
  const [typed, setTyped] = useState(useSearchParams()[0].get('q') ?? '')
  const text = useDebounced(typed.trim())
  useTitle(t.title)
  useShortcuts([{ keys: 'f', label: t.focusSearch, run: () => document.getElementById(SEARCH_ID)?.focus() }])
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <Input
          id={SEARCH_ID}
          type="search"
          allowClear
          aria-label={t.searchLabel}
          placeholder={t.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          style={{ flex: '1 1 240px', maxWidth: 460 }}
        />
        {can.includes('importCatalogue') ? (
          <span className="desk-push" style={{ display: 'flex', gap: 12 }}>
            <Link to="/directory/import">{t.import}</Link>
            <a href={addressOf(knowledgeContract.exportCatalogue, { params: { what: 'directory' } })}>{t.export}</a>
          </span>
        ) : null}
      </div>
      <Found text={text} />
    </>
  )
}
