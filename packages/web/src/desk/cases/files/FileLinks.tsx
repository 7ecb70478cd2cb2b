import type { AttachedFile } from '@bancheng/core/cases/view.ts'
import { fileContract } from '@bancheng/core/files/contract.ts'
import { addressOf } from '../../../api.ts'
import { sizeText } from './size-text.ts'

/** Links to files of the case, by name. */
export function FileLinks({ ids, files }: { ids: readonly string[]; files: readonly AttachedFile[] }) {
  const known = ids.flatMap((id) => files.find((file) => file.fileId === id) ?? [])
  if (known.length === 0) return null
  return (
    <ul className="case-file-links">
      {known.map((file) => (
        <li key={file.fileId}>
          <a
            href={addressOf(fileContract.readFile, { params: { fileId: file.fileId } })}
            target="_blank"
            rel="noreferrer"
          >
            {file.name}
          </a>{' '}
          <span className="desk-quiet">{sizeText(file.size)}</span>
        </li>
      ))}
    </ul>
  )
}
