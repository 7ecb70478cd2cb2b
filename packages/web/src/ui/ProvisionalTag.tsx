import { texts, useTexts } from '../locale.tsx'

const provisionalTexts = texts(
  { provisional: '暂定', why: '那一年的节假日尚未公布，暂按周末推算；公布后重新计算，日期可能变动。' },
  {
    provisional: 'Provisional',
    why: 'The holidays of that year are not announced yet: worked out by weekends for now, and again when they are. The date may move.',
  },
)

/** 暂定: beside every date that rests on holidays that nobody has announced. */
export function ProvisionalTag({ isShown }: { isShown: boolean }) {
  const t = useTexts(provisionalTexts)
  return isShown ? (
    <>
      {' '}
      <span className="word-tag" title={t.why}>
        {t.provisional}
      </span>
    </>
  ) : null
}
