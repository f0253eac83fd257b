import { NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listDepartments, listSites } from '../../people/people.operations.ts'
import { ask } from '../../platform/web/ask.ts'
import { useWords } from '../../platform/web/words.tsx'
import { statuses } from '../assets.operations.ts'
import classes from './AssetFields.module.css'
import { AssetPicker } from './AssetPicker.tsx'
import type { useAssetDraft } from './asset-draft.ts'
import { useKinds } from './kinds.ts'

type Draft = ReturnType<typeof useAssetDraft>

/** The fields of an asset: what everybody fills in first, then groups that open when wanted. */
export function AssetFields({ draft, open }: { draft: Draft; open?: boolean }) {
  const say = useWords()
  const { choices } = useKinds()
  const sites = useQuery(ask(listSites, {})).data?.items ?? []
  const departments = useQuery(ask(listDepartments, {})).data?.items ?? []
  const { field, parent, setParent } = draft
  const none = { value: '', label: say('word.none') }
  const named = (items: { id: string; name: string }[]) => [
    none,
    ...items.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const answer = (name: 'productionAccess' | 'customerDataAccess' | 'personalData') => (
    <NativeSelect
      label={say(`field.${name}`)}
      data={[none, ...yesNo(say('word.yes'), say('word.no'))]}
      {...field(name)}
    />
  )
  return (
    <>
      <TextInput label={say('field.name')} required maxLength={300} {...field('name')} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={say('field.kind')}
          required
          data={[{ value: '', label: say('form.choose') }, ...choices]}
          {...field('kind')}
        />
        <TextInput label={say('field.serial')} maxLength={200} {...field('serial')} />
        <NativeSelect label={say('field.site')} data={named(sites)} {...field('siteId')} />
        <NativeSelect
          label={say('field.tier')}
          data={[
            { value: '', label: say('tier.none') },
            ...([1, 2, 3, 4] as const).map((tier) => ({
              value: String(tier),
              label: `${tier} ${say(`tier.${tier}`)}`,
            })),
          ]}
          {...field('tier')}
        />
        <NativeSelect
          label={say('field.status')}
          data={statuses.filter((one) => one !== 'disposed').map((value) => ({ value, label: say(`status.${value}`) }))}
          {...field('status')}
        />
        <TextInput label={say('field.tag')} description={say('asset.tag_help')} maxLength={100} {...field('tag')} />
      </SimpleGrid>
      {draft.kind && draft.kind.fields.length > 0 && <OwnFields draft={draft} open={open} />}
      <Group title={say('asset.group_make')} open={open}>
        <TextInput label={say('field.manufacturer')} maxLength={200} {...field('manufacturer')} />
        <TextInput label={say('field.model')} maxLength={200} {...field('model')} />
        <TextInput label={say('field.modelNumber')} maxLength={200} {...field('modelNumber')} />
        <TextInput label={say('field.firmware')} maxLength={200} {...field('firmware')} />
        <TextInput type="date" label={say('field.updatedOn')} {...field('updatedOn')} />
        <TextInput type="date" label={say('field.supportEndsOn')} {...field('supportEndsOn')} />
      </Group>
      <Group title={say('asset.group_place')} open={open}>
        <TextInput label={say('field.place')} maxLength={200} {...field('place')} />
        <NativeSelect label={say('field.department')} data={named(departments)} {...field('departmentId')} />
        <AssetPicker label={say('field.parent')} value={parent} onChange={setParent} />
      </Group>
      <Group title={say('asset.group_purchase')} open={open}>
        <TextInput label={say('field.supplier')} maxLength={200} {...field('supplier')} />
        <TextInput label={say('field.orderNumber')} maxLength={100} {...field('orderNumber')} />
        <TextInput type="date" label={say('field.purchasedOn')} {...field('purchasedOn')} />
        <TextInput type="date" label={say('field.warrantyEndsOn')} {...field('warrantyEndsOn')} />
        <TextInput
          label={say('field.cost')}
          inputMode="decimal"
          pattern="\s*\d+([.,]\d+)?\s*"
          title={say('asset.amount_help')}
          {...field('amount')}
        />
        <TextInput label={say('field.currency')} pattern="[A-Za-z]{3}" maxLength={3} {...field('currency')} />
      </Group>
      <Group title={say('asset.group_data')} open={open}>
        {answer('productionAccess')}
        {answer('customerDataAccess')}
        {answer('personalData')}
        <TextInput label={say('field.processingRecord')} maxLength={200} {...field('processingRecord')} />
        <TextInput label={say('field.informationClass')} maxLength={100} {...field('informationClass')} />
        <TextInput label={say('field.labels')} description={say('asset.labels_help')} {...field('labels')} />
      </Group>
      <Textarea label={say('field.notes')} autosize minRows={2} maxLength={10_000} {...field('notes')} />
    </>
  )
}

function OwnFields({ draft: { kind, own, setOwn }, open }: { draft: Draft; open: boolean | undefined }) {
  const say = useWords()
  const { called } = useKinds()
  const none = { value: '', label: say('word.none') }
  return (
    <Group title={say('asset.group_kind')} open={open}>
      {kind?.fields.map(({ id, type, names, choices }) => {
        const props = {
          label: called(names, id),
          value: own[id] ?? '',
          onChange: (event: { currentTarget: { value: string } }) =>
            setOwn({ ...own, [id]: event.currentTarget.value }),
        }
        if (type === 'boolean')
          return <NativeSelect key={id} {...props} data={[none, ...yesNo(say('word.yes'), say('word.no'))]} />
        if (type === 'choice')
          return (
            <NativeSelect
              key={id}
              {...props}
              data={[none, ...(choices ?? []).map((value) => ({ value, label: value }))]}
            />
          )
        if (type === 'date') return <TextInput key={id} type="date" {...props} />
        if (type === 'number')
          return <TextInput key={id} inputMode="decimal" pattern="\s*-?\d+([.,]\d+)?\s*" {...props} />
        return <TextInput key={id} maxLength={2000} {...props} />
      })}
    </Group>
  )
}

const yesNo = (yes: string, no: string) => [
  { value: 'true', label: yes },
  { value: 'false', label: no },
]

function Group({ title, open, children }: { title: string; open?: boolean | undefined; children: ReactNode }) {
  return (
    <details className={classes.group} open={open}>
      <summary>{title}</summary>
      <SimpleGrid cols={{ base: 1, sm: 2 }} pt="sm">
        {children}
      </SimpleGrid>
    </details>
  )
}
