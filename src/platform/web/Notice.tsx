import { CloseButton, Group, Text } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import classes from './Notice.module.css'
import { useWords } from './words.tsx'

const Noticing = createContext<(text: string) => void>(() => undefined)
/** Says that something is done, on the screen and to a screen reader. What matters stands on the page too, so it goes by itself. */
export const useNotice = () => useContext(Noticing)

export function NoticeProvider({ children }: { children: ReactNode }) {
  const say = useWords()
  const [notice, setNotice] = useState<{ text: string; n: number }>()
  const give = useCallback((text: string) => setNotice((last) => ({ text, n: (last?.n ?? 0) + 1 })), [])
  useEffect(() => {
    const going = setTimeout(() => setNotice((now) => (now?.n === notice?.n ? undefined : now)), 8_000)
    return () => clearTimeout(going)
  }, [notice])
  return (
    <Noticing value={give}>
      {children}
      <div role="status" aria-live="polite" className={classes.place}>
        {notice && (
          <Group key={notice.n} className={classes.notice} wrap="nowrap" gap="xs">
            <Text size="sm">{notice.text}</Text>
            <CloseButton
              size="sm"
              aria-label={say('action.close')}
              className={classes.close}
              onClick={() => setNotice(undefined)}
            />
          </Group>
        )}
      </div>
    </Noticing>
  )
}
