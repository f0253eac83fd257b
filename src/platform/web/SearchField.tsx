import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

/** Filters a list while one types; the address follows after a short pause, so that the way back is not full of letters. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange(text: string): void
}) {
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)
  useEffect(() => {
    // The address moved without this field: back button, a link, filters cleared.
    if (value !== sent.current) setTyped(value)
    sent.current = value
  }, [value])
  const send = useDebouncedCallback((text: string) => {
    sent.current = text
    onChange(text)
  }, 200)
  return (
    <TextInput
      type="search"
      label={label}
      value={typed}
      leftSection={<IconSearch size={16} aria-hidden />}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        send(event.currentTarget.value.trim())
      }}
    />
  )
}
