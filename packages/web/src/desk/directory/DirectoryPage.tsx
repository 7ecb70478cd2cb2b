import { knowledgeContract } from '@bancheng/core/catalogue/qa/import.ts'
import { type DirectoryOrganisation, directoryContract } from '@bancheng/core/directory/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Empty, Input } from 'antd'
import { Fragment, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { addressOf, call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDebounced } from '../../ui/debounced.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useTitle } from '../../ui/title.ts'
import { Phones } from '../Phones.tsx'
import { AwayRow } from './AwayRow.tsx'
import './directory.css'
import { KeepDialog } from './KeepDialog.tsx'
import { directoryKeepTexts } from './keep-texts.ts'
import { type Kept, subjectOf } from './keeping.ts'
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

/** Opens the dialog in which an entry is kept. */
type Keep = (kept: Kept) => void

function useMayKeep() {
  const { can, role, unit } = useSession()
  const keeps = can.includes('keepCatalogue')
  return {
    everything: keeps && role !== 'liaison',
    unit: (unitId: string) => keeps && (role !== 'liaison' || unitId === unit.unitId),
  }
}

const KeepButton = ({ name, label, open }: { name?: string; label: string; open: () => void }) => (
  <Button type="link" size="small" {...(name ? { 'aria-label': name } : {})} onClick={open}>
    {label}
  </Button>
)

function Unit({ unit, keep }: { unit: DirectoryOrganisation['units'][number]; keep: Keep }) {
  const t = useTexts(directoryTexts)
  const keeping = useTexts(directoryKeepTexts)
  const mayKeep = useMayKeep().unit(unit.unitId)
  const { unitId } = unit
  return (
    <div className="directory-unit">
      <div>
        <h3>
          {unit.name}
          {mayKeep ? (
            <KeepButton
              name={keeping.editOf(unit.name)}
              label={keeping.edit}
              open={() => keep({ kind: 'unit', unit })}
            />
          ) : null}
        </h3>
        <Phones phones={unit.phones} />
        {unit.duties ? <p className="desk-quiet">{unit.duties}</p> : null}
        {mayKeep ? <KeepButton label={keeping.addPerson} open={() => keep({ kind: 'new-person', unitId })} /> : null}
      </div>
      {unit.people.length === 0 ? (
        <span className="desk-quiet">{t.noPeople}</span>
      ) : (
        <table className="directory-people" aria-label={unit.name}>
          <tbody>
            {unit.people.map((person) => (
              <Fragment key={person.personId}>
                <tr>
                  <td>{person.name}</td>
                  <td className="desk-quiet">{person.title}</td>
                  <td>
                    <Phones phones={person.phones} />
                  </td>
                  {mayKeep ? (
                    <td className="directory-keep">
                      <KeepButton
                        name={keeping.editOf(person.name)}
                        label={keeping.edit}
                        open={() => keep({ kind: 'person', person, unitId })}
                      />
                    </td>
                  ) : null}
                </tr>
                <AwayRow personId={person.personId} />
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

type OrganisationProps = { organisation: DirectoryOrganisation; superior: string | null; keep: Keep }

function Organisation({ organisation, superior, keep }: OrganisationProps) {
  const t = useTexts(directoryTexts)
  const { locale } = useLocale()
  const keeping = useTexts(directoryKeepTexts)
  const mayKeep = useMayKeep().everything
  const { organisationId } = organisation
  return (
    <article className="desk-panel directory-card" id={cardId(organisation.organisationId)}>
      <h2>{organisation.name}</h2>
      <span className="word-tag">{t[levelKey(organisation.level)]}</span>
      {mayKeep ? (
        <>
          <KeepButton
            name={keeping.editOf(organisation.name)}
            label={keeping.edit}
            open={() => keep({ kind: 'organisation', organisation })}
          />
          <KeepButton label={keeping.addUnit} open={() => keep({ kind: 'new-unit', organisationId })} />
        </>
      ) : null}
      <p className="desk-quiet">
        {superior && organisation.superiorOrganisationId ? (
          <>
            {t.superior}
            {locale === 'zh' ? '：' : ': '}
            <a href={`#${cardId(organisation.superiorOrganisationId)}`}>{superior}</a>
            {organisation.address ? ' · ' : ''}
          </>
        ) : null}
        {organisation.address}
      </p>
      {organisation.duties ? <p className="desk-quiet">{organisation.duties}</p> : null}
      {organisation.units.map((unit) => (
        <Unit key={unit.unitId} unit={unit} keep={keep} />
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
  const [kept, setKept] = useState<Kept | null>(null)
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
            keep={setKept}
          />
        ))}
      </div>
      {kept ? (
        <KeepDialog
          key={`${kept.kind} ${subjectOf(kept)?.id ?? ''}`}
          kept={newest(kept, everything)}
          organisations={everything}
          close={() => setKept(null)}
        />
      ) : null}
    </div>
  )
}

/** The same entry as it stands now: after a conflict the dialog offers what is new. */
function newest(kept: Kept, organisations: readonly DirectoryOrganisation[]): Kept {
  const units = organisations.flatMap(({ units }) => units)
  if (kept.kind === 'organisation') {
    const organisation = organisations.find((one) => one.organisationId === kept.organisation.organisationId)
    return organisation ? { ...kept, organisation } : kept
  }
  if (kept.kind === 'unit') {
    const unit = units.find((one) => one.unitId === kept.unit.unitId)
    return unit ? { ...kept, unit } : kept
  }
  if (kept.kind !== 'person') return kept
  const unit = units.find(({ people }) => people.some(({ personId }) => personId === kept.person.personId))
  const person = unit?.people.find(({ personId }) => personId === kept.person.personId)
  return unit && person ? { ...kept, person, unitId: unit.unitId } : kept
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
