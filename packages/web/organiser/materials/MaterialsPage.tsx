/** 题库与素材: by item type, each with its own formats. */
import { clockTime } from '@leitai/core/words.ts'
import { DataTable } from '@leitai/design/DataTable.tsx'
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useLanguage, useText, useWords } from '@leitai/design/language.ts'
import { PageHeader } from '@leitai/design/PageHeader.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { ActionIcon, Button, Group, Menu, Tabs } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, query, sentenceOf } from '../../session/api.ts'
import { useCall } from '../../staff/call.ts'
import { AskConfirm } from '../../staff/dialogs.tsx'
import { dayOf } from '../../staff/times.ts'
import { saveFile } from '../download.ts'
import home from '../home/home.module.css'
import { materialWords } from './words.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'

type Line = Awaited<ReturnType<typeof api.materials.list>>[number]
type Type = Awaited<ReturnType<typeof api.materials.types>>[number]

export function MaterialsPage() {
  const w = useWords(materialWords)
  const text = useText()
  const language = useLanguage()
  const types = useQuery(query.materials.types.queryOptions({ staleTime: 300_000 }))
  const [chosen, setChosen] = useState<string | null>(null)
  const type = types.data?.find((one) => one.type === chosen) ?? types.data?.[0]
  return (
    <main className={home.page}>
      <PageHeader
        title={w.title}
        about={w.about}
        act={
          type !== undefined && (
            <LinkButton to="/materials/$materialId" params={{ materialId: 'new' }} search={{ type: type.type }}>
              {w.make}
            </LinkButton>
          )
        }
      />
      {types.isPending && <Loading />}
      {types.isError && (
        <ErrorState
          what={w.failed}
          todo={sentenceOf(types.error, language)}
          act={
            <Button variant="default" onClick={() => void types.refetch()}>
              {w.retry}
            </Button>
          }
        />
      )}
      {type !== undefined && (
        <Tabs value={type.type} onChange={setChosen} keepMounted={false} color="gray.9">
          <Tabs.List mb="lg">
            {types.data!.map((one) => (
              <Tabs.Tab key={one.type} value={one.type}>
                {text(one.title)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <List type={type} />
        </Tabs>
      )}
    </main>
  )
}

function List({ type }: { type: Type }) {
  const w = useWords(materialWords)
  const text = useText()
  const language = useLanguage()
  const call = useCall()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [removing, setRemoving] = useState<Line | null>(null)
  const list = useQuery(query.materials.list.queryOptions({ input: { type: type.type } }))
  const save = async (file: Promise<File>, name: string) => {
    const got = await call(file)
    if (got !== null) saveFile(got, name)
  }
  if (list.isPending) return <Loading />
  if (list.isError) return <ErrorState what={w.failed} todo={sentenceOf(list.error, language)} />
  const templates = type.imports.map((format) => (
    <Button
      key={format.format}
      variant="default"
      size="xs"
      onClick={() =>
        void save(api.materials.template({ type: type.type, format: format.format }), `template.${format.format}`)
      }
    >
      {w.template} · {text(format.label)}
    </Button>
  ))
  return (
    <>
      <DataTable
        label={text(type.title)}
        dense={false}
        rows={list.data}
        rowKey={(line) => line.id}
        onOpen={(line) => void navigate({ to: '/materials/$materialId', params: { materialId: line.id } })}
        empty={<EmptyState title={w.empty} about={w.emptyHelp} act={<Group gap="xs">{templates}</Group>} />}
        columns={[
          { key: 'title', head: w.name, cell: (line) => <strong>{line.title}</strong> },
          { key: 'size', head: w.size, width: '120px', cell: (line) => line.size },
          { key: 'used', head: w.usedBy, cell: (line) => line.usedBy.join('、') },
          {
            key: 'updated',
            head: w.updated,
            width: '160px',
            cell: (line) => `${dayOf(line.updatedAt)} ${clockTime(line.updatedAt).slice(0, 5)}`,
          },
          {
            key: 'acts',
            head: '',
            width: '56px',
            cell: (line) => (
              <span
                onClick={(event) => event.stopPropagation()}
                onKeyDown={(event) => event.stopPropagation()}
                role="presentation"
              >
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" aria-label={`${w.more} ${line.title}`}>
                      <IconDots size={18} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    {type.exports.map((format) => (
                      <Menu.Item
                        key={format.format}
                        onClick={() =>
                          void save(
                            api.materials.export({ id: line.id, format: format.format }),
                            `${line.title}.${format.format}`,
                          )
                        }
                      >
                        {w.export} · {text(format.label)}
                      </Menu.Item>
                    ))}
                    <Menu.Item disabled={line.usedBy.length > 0} onClick={() => setRemoving(line)}>
                      {w.remove}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </span>
            ),
          },
        ]}
      />
      {list.data.length > 0 && (
        <Group gap="xs" mt="md">
          {templates}
        </Group>
      )}
      {removing !== null && (
        <AskConfirm
          title={w.remove}
          what={fill(w.removeWhat, { title: removing.title })}
          confirm={w.remove}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            const done = await call(api.materials.remove({ id: removing.id }))
            if (done !== null) await client.invalidateQueries({ queryKey: query.materials.list.key() })
            return done !== null
          }}
        />
      )}
    </>
  )
}
