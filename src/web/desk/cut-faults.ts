/** What a recording cannot be cut to, which is found while it is cut, said at the question where the cut begins. */
export const cutFaults = {
  at: 'from',
  said: {
    'cut-beyond': 'Enter times within the recording',
    'cut-not-possible': 'This kind of recording cannot be cut here: ask whoever runs the system to install ffmpeg',
  },
} as const
