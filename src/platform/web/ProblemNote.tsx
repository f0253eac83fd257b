import { Alert, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Problem } from './call.ts'
import { useLanguage } from './words.tsx'

/** A refusal, in words: what is wrong, where, what next. What was typed stays where it is. */
export function ProblemNote({ error, children }: { error: unknown; children?: ReactNode }) {
  const { say, find, language } = useLanguage()
  if (!error) return null
  const problem = error instanceof Problem ? error : new Problem('internal', String(error))
  const detail = problem.details.detail
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={say(`refusal.${problem.code}`)}
      my="md"
    >
      {problem.fields.length > 0 && (
        <List size="sm">
          {problem.fields.map(({ name, what }) => (
            <List.Item key={`${name}${what}`}>
              <Text span fw={640} size="sm">
                {find(`field.${name.split('.').at(-1)}`) ?? name}
              </Text>
              {/* The server gives the detail in English; for others the name of the field says where. */}
              {language === 'en' && what && `: ${what}`}
            </List.Item>
          ))}
        </List>
      )}
      {typeof detail === 'string' && <Text size="sm">{detail}</Text>}
      {typeof problem.details.request === 'string' && (
        <Text size="sm">{say('refusal.request', { id: problem.details.request })}</Text>
      )}
      {children}
    </Alert>
  )
}
