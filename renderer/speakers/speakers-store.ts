import { create } from 'zustand'

/** The source whose speakers are being looked at; null while the dialog is closed. */
export const useSpeakersDialog = create<{ source: string | null }>(() => ({ source: null }))

export const openSpeakers = (source: string): void => useSpeakersDialog.setState({ source })

export const closeSpeakers = (): void => useSpeakersDialog.setState({ source: null })
