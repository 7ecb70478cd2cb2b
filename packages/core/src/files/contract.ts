import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'

export const StoredFile = z.object({
  fileId: Id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
})
export type StoredFile = z.infer<typeof StoredFile>

export const fileContract = contract({
  uploadFile: {
    method: 'POST',
    path: '/api/files',
    reply: StoredFile,
    permission: 'uploadFile',
    audit: 'file.upload',
    summary: 'Keep one file (multipart, at most 50 MB: PDF, pictures, office documents, text, CSV)',
  },
  readFile: {
    method: 'GET',
    path: '/api/files/:fileId',
    params: z.object({ fileId: Id }),
    reply: z.any(),
    permission: 'session',
    audit: 'file.read',
    summary: 'The file, for whoever uploaded it or may see a case that holds it',
  },
})
