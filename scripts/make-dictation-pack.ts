// Makes a dictation pack: one recording a record, from a YAML paper or an Excel list. See content/dictation/README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parse, stringify } from 'yaml'
import { readPaper, readSheet } from './dictation-pack/list.ts'
import { openVoice, sampleRate, toMp3 } from './dictation-pack/sound.ts'
import { type Characters, spokenRecord } from './dictation-pack/spoken.ts'

const usage = `node scripts/make-dictation-pack.ts LIST [--out PAPER.yaml] [--audio FOLDER] [--title TITLE] [--bitrate KBIT]

LIST       a YAML paper, or an Excel sheet (.xlsx) with the columns 姓名 地址 电话 邮编 邮箱
--out      the YAML paper to write (default: beside LIST, with the ending .yaml; a YAML LIST is updated)
--audio    the folder for the recordings (default: audio-NAME beside the paper)
--title    the paper's title
--bitrate  24, 32, 40 or 48 kbit/s (default 24)
--characters  another table that explains the characters of names`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    audio: { type: 'string' },
    title: { type: 'string' },
    bitrate: { type: 'string', default: '24' },
    characters: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const source = positionals[0]
const bitrate = Number(values.bitrate)
if (values.help || source === undefined || positionals.length > 1 || ![24, 32, 40, 48].includes(bitrate)) {
  console.error(usage)
  process.exit(values.help ? 0 : 2)
}

const paperFile = resolve(values.out ?? source.replace(/\.[^./]+$/u, '.yaml'))
const name = basename(paperFile, extname(paperFile)).replace(/^paper-/u, '')
const audioFolder = resolve(values.audio ?? join(dirname(paperFile), `audio-${name}`))
const charactersFile =
  values.characters ?? join(dirname(fileURLToPath(import.meta.url)), '../content/dictation/characters.yaml')
const characters = parse(readFileSync(charactersFile, 'utf8')) as Characters

const list =
  extname(source).toLowerCase() === '.xlsx'
    ? await readSheet(readFileSync(source), name.replaceAll(/[^A-Za-z0-9]/gu, '') || 'r')
    : readPaper(readFileSync(source, 'utf8'))
if (list.complaints.length > 0) {
  for (const { row, column, what } of list.complaints) console.error(`${source}  ${row}  ${column}  ${what}`)
  process.exit(2)
}

mkdirSync(audioFolder, { recursive: true })
const voice = openVoice()
const records: object[] = []
let seconds = 0
let bytes = 0
for (const [index, record] of list.records.entries()) {
  const spoken = spokenRecord(record, index + 1, characters)
  const samples = await voice.speak(spoken.parts)
  const mp3 = await toMp3(samples, bitrate)
  const file = join(audioFolder, `${record.id}.mp3`)
  writeFileSync(file, mp3)
  records.push({ ...record, audio: relative(dirname(paperFile), file).replaceAll('\\', '/') })
  seconds += samples.length / sampleRate
  bytes += mp3.length
  console.log(
    [
      `${String(index + 1).padStart(3)}/${list.records.length}`,
      record.id,
      `${(samples.length / sampleRate).toFixed(1)} s`,
      `${Math.round(mp3.length / 1000)} kB`,
      ...(spoken.unexplained.length > 0
        ? [`没有字形说明，可补充到 ${charactersFile}：${spoken.unexplained.join(' ')}`]
        : []),
    ].join('  '),
  )
}

const title = values.title ?? list.title ?? name
writeFileSync(
  paperFile,
  stringify({ id: list.id ?? `dictation-${name}`, title, records }, { lineWidth: 0, singleQuote: true }),
)
console.log(
  `${paperFile}: ${records.length} records, ${(seconds / 60).toFixed(1)} min, ${(bytes / 1e6).toFixed(2)} MB in ${audioFolder}`,
)
