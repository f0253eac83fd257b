import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../../people/web/session.ts'
import { usePaging } from '../../platform/web/address.ts'
import { ask } from '../../platform/web/ask.ts'
import { DataTable } from '../../platform/web/DataTable.tsx'
import { EmptyState } from '../../platform/web/EmptyState.tsx'
import { LinkButton } from '../../platform/web/LinkButton.tsx'
import { useMoment } from '../../platform/web/moment.ts'
import { Page } from '../../platform/web/Page.tsx'
import { useWords } from '../../platform/web/words.tsx'
import { listAssets, registerAsset } from '../assets.operations.ts'
import { AssetExport } from './AssetExport.tsx'
import { AssetFilters, useAssetFilter } from './AssetFilters.tsx'
import { useAssetColumns } from './asset-columns.tsx'

/** The inventory: filtered, paged, exported, now or as of any past instant. */
export default function AssetsPage() {
  const say = useWords()
  const { may } = useMe()
  const { after } = usePaging()
  const { moment, past } = useMoment()
  const { filter, filtered, clear } = useAssetFilter()
  const { data, error, isPlaceholderData } = useQuery(
    ask(listAssets, { query: { ...moment, ...filter, after, limit: 50, total: 'true' } }),
  )
  const columns = useAssetColumns()
  const mayRegister = may(registerAsset) && !past
  return (
    <Page
      title={say('assets.title')}
      timed
      actions={mayRegister && <LinkButton to="/assets/new">{say('assets.register')}</LinkButton>}
    >
      <AssetFilters firstOwner={data?.items[0]?.owner} />
      <DataTable
        caption={say('assets.title')}
        columns={columns}
        rows={data?.items}
        rowId={({ id }) => id}
        error={error}
        stale={isPlaceholderData}
        next={data ? data.next : undefined}
        total={data?.total}
        empty={
          filtered ? (
            <EmptyState title={say('assets.none_found')}>
              {say('list.none_help')}
              <Group justify="center" mt="sm">
                <Button variant="default" onClick={clear}>
                  {say('filter.clear')}
                </Button>
              </Group>
            </EmptyState>
          ) : (
            <EmptyState title={say(past ? 'assets.none_then' : 'assets.none')}>
              {mayRegister && (
                <Group justify="center" mt="sm">
                  <LinkButton variant="default" to="/imports">
                    {say('nav.imports')}
                  </LinkButton>
                </Group>
              )}
            </EmptyState>
          )
        }
      />
      <AssetExport filter={filter} />
    </Page>
  )
}
