/** What a document says, for whoever reads it on a screen without the program that made it. */
export type Preview =
  | { kind: 'slides'; slides: string[][]; more: boolean }
  | { kind: 'document'; paragraphs: string[]; more: boolean }
  | { kind: 'spreadsheet'; sheets: { name: string; rows: string[][] }[]; more: boolean }
