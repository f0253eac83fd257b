import { addressOf, Problem } from '../../platform/web/call.ts'
import type { ImportKind } from '../fields.ts'
import { type ImportDetail, readImport } from '../imports.operations.ts'

/** The server takes no more; so nobody waits for a file to be sent that it would not take. */
const largest = 50 * 1024 * 1024

/**
 * Sends a file and answers what was read of it. `onProgress` hears the part that is sent, 0 to 1; fetch cannot tell.
 * Throws a `Problem`, and nothing else.
 */
export function upload(kind: ImportKind, file: File, onProgress: (part: number) => void): Promise<ImportDetail> {
  return new Promise((resolve, reject) => {
    if (file.size > largest) return reject(new Problem('too_large', 'too large'))
    const request = new XMLHttpRequest()
    request.open(
      readImport.method,
      addressOf(readImport, { query: { kind, fileName: file.name.slice(-255) || 'list' } }),
    )
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1)
    request.onerror = () => reject(new Problem('offline', 'No answer from the server'))
    request.onload = () => {
      const answer = request.response
      if (request.status < 300 && answer) resolve(answer as ImportDetail)
      else if (typeof answer?.code === 'string') reject(new Problem(answer.code, answer.title, answer))
      else reject(new Problem(request.status >= 502 ? 'offline' : 'internal', request.statusText))
    }
    request.send(file)
  })
}
