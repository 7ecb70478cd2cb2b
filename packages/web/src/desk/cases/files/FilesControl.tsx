import type { StoredFile } from '@bancheng/core/files/contract.ts'
import { Button, Spin } from 'antd'
import { useRef, useState } from 'react'
import { uploadFile } from '../../../api.ts'
import { useTexts } from '../../../locale.tsx'
import { useSaidProblem } from '../../../ui/ProblemPage.tsx'
import { controlTexts } from '../commands/control-texts.ts'
import { sizeText } from './size-text.ts'

export type AttachedNow = Pick<StoredFile, 'fileId' | 'name' | 'size'>
type Props = {
  readonly id: string
  readonly value: readonly AttachedNow[]
  readonly onChange: (change: (before: readonly AttachedNow[]) => readonly AttachedNow[]) => void
}

/** Files go up as soon as they are chosen; the form keeps their names, so that a draft knows them too. */
export function FilesControl({ id, value, onChange }: Props) {
  const t = useTexts(controlTexts)
  const input = useRef<HTMLInputElement>(null)
  const { waiting, failed, upload } = useUploads((file) => onChange((before) => [...before, file]))
  return (
    <div className="case-files">
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        className="desk-hidden"
        tabIndex={-1}
        onChange={(event) => {
          void upload([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button size="small" onClick={() => input.current?.click()}>
        {t.attach}
      </Button>
      <ul className="case-files-list">
        {value.map((file) => (
          <li key={file.fileId}>
            {file.name} <span className="desk-quiet">{sizeText(file.size)}</span>
            <Button
              size="small"
              type="link"
              aria-label={t.remove(file.name)}
              onClick={() => onChange((before) => before.filter((other) => other.fileId !== file.fileId))}
            >
              ✕
            </Button>
          </li>
        ))}
        {waiting.map((name) => (
          <li key={name} aria-live="polite">
            <Spin size="small" /> {t.uploading} {name}
          </li>
        ))}
        {failed.map((problem) => (
          <li key={problem} className="case-field-problem" role="alert">
            {problem}
          </li>
        ))}
      </ul>
    </div>
  )
}

function useUploads(onUploaded: (file: AttachedNow) => void) {
  const t = useTexts(controlTexts)
  const say = useSaidProblem()
  const [waiting, setWaiting] = useState<readonly string[]>([])
  const [failed, setFailed] = useState<readonly string[]>([])
  const uploadOne = async (file: File) => {
    setWaiting((names) => [...names, file.name])
    try {
      const { fileId, name, size } = await uploadFile(file)
      onUploaded({ fileId, name, size })
    } catch (error) {
      const { title, nextStep } = say(error)
      setFailed((before) => [...before, `${t.uploadFailed(file.name)}：${title}。${nextStep}`])
    } finally {
      setWaiting((names) => names.filter((name) => name !== file.name))
    }
  }
  const upload = (files: readonly File[]) => {
    setFailed([])
    return Promise.all(files.map(uploadOne))
  }
  return { waiting, failed, upload }
}
