/**
 * PDF: read and written anew, so that nothing of an earlier state of the document stays behind its back, without its Info
 * dictionary, XMP packets, authors of notes, signers' names, private data of programs, attachments and scripts.
 */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFStream, type PDFObject } from 'pdf-lib'
import { Damaged } from './bytes.ts'

/** Of any dictionary. */
const anywhere = ['Metadata', 'PieceInfo', 'AA', 'OpenAction', 'AF', 'LastModified']
/** Of a document's information, wherever an earlier state left one. */
const information = [
  'Author',
  'Creator',
  'Producer',
  'Title',
  'Subject',
  'Keywords',
  'Company',
  'Manager',
  'SourceModified',
]
const names = ['EmbeddedFiles', 'JavaScript']

export async function pdf(content: Uint8Array): Promise<Uint8Array> {
  let document: PDFDocument
  try {
    document = await PDFDocument.load(content, { updateMetadata: false, throwOnInvalidObject: false })
  } catch (error) {
    throw new Damaged(error instanceof Error ? error.message : String(error))
  }
  if (document.isEncrypted || document.getPageCount() === 0) throw new Damaged('encrypted, or without pages')
  const { context } = document
  const info = context.trailerInfo.Info
  delete context.trailerInfo.Info
  for (const [reference, object] of context.enumerateIndirectObjects()) {
    if (reference === info || isMetadata(object)) context.delete(reference)
    else strip(object, 0)
  }
  return document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}

const nameOf = (dictionary: PDFDict, key: string): string => String(dictionary.get(PDFName.of(key)) ?? '')

function isMetadata(object: PDFObject): boolean {
  return object instanceof PDFStream && nameOf(object.dict, 'Type') === '/Metadata'
}

function strip(object: PDFObject, depth: number): void {
  if (depth > 60) throw new Damaged('nested too deeply')
  if (object instanceof PDFArray) {
    for (const part of object.asArray()) strip(part, depth + 1)
    return
  }
  const dictionary = object instanceof PDFDict ? object : object instanceof PDFRawStream ? object.dict : null
  if (dictionary === null) return
  for (const key of anywhere) dictionary.delete(PDFName.of(key))
  for (const key of names) dictionary.delete(PDFName.of(key))
  const type = nameOf(dictionary, 'Type')
  // notes name their author; fields of a form name themselves, under the same key
  if (type === '/Annot' && nameOf(dictionary, 'Subtype') !== '/Widget') dictionary.delete(PDFName.of('T'))
  if (type === '/Sig') for (const key of ['Name', 'ContactInfo', 'Location']) dictionary.delete(PDFName.of(key))
  if (type === '') for (const key of information) dictionary.delete(PDFName.of(key))
  for (const [, part] of dictionary.entries()) strip(part, depth + 1)
}
