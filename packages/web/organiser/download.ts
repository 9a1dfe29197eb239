/** Hands a file that came over the API to the browser's downloads. */
export function saveFile(file: Blob, fallback: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file instanceof File && file.name !== '' && file.name !== 'blob' ? file.name : fallback
  link.click()
  // The download has begun by then; keeping the URL would keep the file in memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
