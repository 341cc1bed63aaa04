/** Why the device does not keep, or does not give back, what it should. */
export type Fault =
  /** It has less room than is needed. Bytes; `free` is null where the browser does not say. */
  | { readonly is: 'full'; readonly needed: number; readonly free: number | null }
  /** The browser gives the page no room of its own: a private window, a strict setting, an old browser. */
  | { readonly is: 'denied'; readonly reason: string }
  /** Another tab of this address has it in hand. */
  | { readonly is: 'elsewhere' }
  /** A newer version of Vitrine kept something here, in a form that this one does not know. */
  | { readonly is: 'newer' }
  /** A kept copy is not what was written. */
  | { readonly is: 'damaged'; readonly file: string }
  /** A file that was to be kept could not be read: moved, changed or gone since it was opened. */
  | { readonly is: 'unreadable'; readonly file: string }
  /** The person did not let the page read a file where it lies. */
  | { readonly is: 'refused'; readonly file: string }
  /** A file is no longer where it lay. */
  | { readonly is: 'moved'; readonly file: string }
  /** What is kept is no longer there: erased in another tab, or by the browser. */
  | { readonly is: 'gone' }
  /** A person stopped it. */
  | { readonly is: 'stopped' };

/** A {@link Fault}, thrown. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(fault.is, options);
    this.fault = fault;
  }
}

/** The fault in anything thrown: a full device, a stop, and for all else that the device does not serve, with its reason. */
export function faultOf(error: unknown, needed = 0): Fault {
  if (error instanceof DeviceError) return error.fault;
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return { is: 'full', needed, free: null };
  if (name === 'AbortError') return { is: 'stopped' };
  return { is: 'denied', reason: error instanceof Error ? error.message : String(error) };
}
