import { answerContract } from '@bancheng/core/catalogue/qa/answer.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call, newKey } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { answersTexts } from './texts.ts'

function Group({ synonymId, words }: { synonymId: string; words: readonly string[] }) {
  const t = useTexts(answersTexts)
  const client = useQueryClient()
  const [typed, setTyped] = useState(words.join(' '))
  const save = useMutation({
    mutationFn: () =>
      call(answerContract.saveSynonyms, {
        params: { synonymId },
        body: { words: typed.split(/[\s,，、;；]+/).filter(Boolean) },
      }),
    onSuccess: () => {
      if (words.length === 0) setTyped('')
      for (const key of ['synonyms', 'search']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <form
      style={{ display: 'flex', gap: 8, marginBottom: 8 }}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Input
        aria-label={t.words}
        placeholder={t.words}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button htmlType="submit" loading={save.isPending} disabled={typed === words.join(' ')}>
        {words.length === 0 ? t.addGroup : t.save}
      </Button>
      <ProblemAlert error={save.error} />
    </form>
  )
}

/** Words that mean the same at this centre; a group ends when fewer than two are left. */
export function Synonyms() {
  const t = useTexts(answersTexts)
  const { data } = useQuery({ queryKey: ['synonyms'], queryFn: () => call(answerContract.synonyms, {}) })
  const groups = data?.groups ?? []
  return (
    <>
      <h2>{t.synonyms}</h2>
      <p className="desk-quiet">{t.synonymsHint}</p>
      {groups.map(({ synonymId, words }) => (
        <Group key={synonymId + words.join(' ')} synonymId={synonymId} words={words} />
      ))}
      <Group key={`new ${groups.length}`} synonymId={newKey()} words={[]} />
    </>
  )
}
