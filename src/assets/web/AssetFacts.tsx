import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Facts } from '../../platform/web/Facts.tsx'
import { useFormats } from '../../platform/web/formats.ts'
import { useWords } from '../../platform/web/words.tsx'
import type { AssetDetail } from '../assets.operations.ts'
import { useKinds } from './kinds.ts'

/** Everything known about an asset besides owner, tier and status. */
export function AssetFacts({ asset }: { asset: AssetDetail }) {
  const say = useWords()
  const show = useFormats()
  const { kinds, called } = useKinds()
  const yesNo = (value: boolean | null) => (value === null ? null : say(value ? 'word.yes' : 'word.no'))
  const day = (date: string | null) => date && show.date(date)
  const link = (other: { id: string; tag: string; name: string }) => (
    <Link key={other.id} to="/assets/$id" params={{ id: other.id }}>
      {other.tag} {other.name}
    </Link>
  )
  const own = (kinds.find(({ id }) => id === asset.kind)?.fields ?? []).map(
    ({ id, type, names }): [string, ReactNode] => {
      const value = asset.fields[id]
      if (value === undefined || value === null) return [called(names, id), null]
      return [
        called(names, id),
        typeof value === 'boolean' ? yesNo(value) : type === 'date' ? show.date(String(value)) : String(value),
      ]
    },
  )
  return (
    <Facts
      facts={[
        [say('field.serial'), asset.serial],
        [say('field.manufacturer'), asset.manufacturer],
        [say('field.model'), [asset.model, asset.modelNumber].filter(Boolean).join(' · ')],
        [say('field.site'), asset.site?.name],
        [say('field.place'), asset.place],
        [say('field.department'), asset.department?.name],
        [say('field.supplier'), asset.supplier],
        [say('field.parent'), asset.parent && link(asset.parent)],
        [
          say('asset.children'),
          asset.children.length > 0 && asset.children.map((child) => <div key={child.id}>{link(child)}</div>),
        ],
        ...own,
        [say('field.orderNumber'), asset.orderNumber],
        [say('field.purchasedOn'), day(asset.purchasedOn)],
        [say('field.cost'), asset.cost && show.money(asset.cost)],
        [say('field.warrantyEndsOn'), day(asset.warrantyEndsOn)],
        [say('field.supportEndsOn'), day(asset.supportEndsOn)],
        [say('field.firmware'), asset.firmware],
        [say('field.updatedOn'), day(asset.updatedOn)],
        [say('field.productionAccess'), yesNo(asset.productionAccess)],
        [say('field.customerDataAccess'), yesNo(asset.customerDataAccess)],
        [say('field.personalData'), yesNo(asset.personalData)],
        [say('field.processingRecord'), asset.processingRecord],
        [say('field.informationClass'), asset.informationClass],
        [say('field.labels'), asset.labels.join(', ')],
        [say('field.notes'), asset.notes],
      ]}
    />
  )
}
