import type { TimelineEntry } from '@bancheng/core/cases/view.ts'
import { localDateOf, sayDate, sayWeekday, timeOfDay } from '@bancheng/core/kernel/time.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { useLocale, useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { FileLinks } from '../files/FileLinks.tsx'
import { abilityFor } from './abilities.ts'

/** Entries of one day stand together under its date. */
const byDay = (entries: readonly TimelineEntry[]) => [...Map.groupBy(entries, (entry) => localDateOf(entry.at))]

/** What happened, in plain sentences; a corrected entry shows what was first written as well. */
export function Timeline() {
  const t = useTexts(caseTexts)
  const { locale } = useLocale()
  const { timeline } = useCaseDesk().view
  const [isNewestFirst, setNewestFirst] = useState(true)
  const ordered = isNewestFirst ? timeline.toReversed() : timeline
  return (
    <section className="desk-panel case-section" aria-labelledby="case-timeline">
      <div className="case-section-head">
        <h2 id="case-timeline">{t.timeline}</h2>
        <Button size="small" type="text" onClick={() => setNewestFirst(!isNewestFirst)}>
          {isNewestFirst ? t.newestFirst : t.oldestFirst}
        </Button>
      </div>
      {byDay(ordered).map(([day, entries]) => (
        <section key={day} className="case-day">
          <h3>
            {sayDate(day)} <span>{sayWeekday(day, locale)}</span>
          </h3>
          <ol>
            {entries.map((entry) => (
              <Entry key={entry.seq} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </section>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useTexts(caseTexts)
  const { view, open } = useCaseDesk()
  const { correction } = entry
  const isCorrectable = abilityFor(view.abilities, 'correctEntry')?.refusal === null && entry.type !== 'EntryCorrected'
  return (
    <li id={`entry-${entry.seq}`} className="case-entry">
      <span className="case-entry-when desk-number">{timeOfDay(entry.at)}</span>
      <div>
        <p>{correction ? correction.text : entry.sentence}</p>
        {correction ? (
          <p className="case-corrected">
            <s>{`${t.firstWritten}：${entry.sentence}`}</s>
            <span>{`${t.correctedBecause}：${correction.reason}`}</span>
          </p>
        ) : null}
        {entry.details.length > 0 ? (
          <details>
            <summary>{t.details}</summary>
            <dl>
              {entry.details.map((detail) => (
                <div key={`${detail.label}-${detail.text}`}>
                  <dt>{detail.label}</dt>
                  <dd>{detail.text}</dd>
                </div>
              ))}
            </dl>
          </details>
        ) : null}
        <FileLinks ids={entry.fileIds} files={view.files} />
        <p className="case-entry-who">
          {entry.actorName}
          {entry.unitName ? ` · ${entry.unitName}` : ''}
          {isCorrectable ? (
            <Button
              size="small"
              type="link"
              className="case-correct"
              aria-label={`${t.correct} ${entry.seq}`}
              onClick={() => open('correctEntry', {}, { seq: entry.seq })}
            >
              {t.correct}
            </Button>
          ) : null}
        </p>
      </div>
    </li>
  )
}
