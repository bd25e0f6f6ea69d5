import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';

/** A USB serial device that the kernel plays through its dummy controller: the kiosk sees ttyACM, we are ttyGS. */
export interface SerialGadget {
  /** The device's own end. */
  readonly devicePath: string;
  plug(): void;
  unplug(): void;
}

export interface GadgetSettings {
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string;
  /** 0 or 1: which of the two dummy controllers it hangs on. */
  readonly socket: number;
}

const gadgets = '/sys/kernel/config/usb_gadget';

export function serialGadget({ vendorId, productId, serialNumber, socket }: GadgetSettings): SerialGadget {
  const folder = `${gadgets}/${serialNumber}`;
  const before = serialEnds();
  // One by one: configfs answers ENOENT for a function that the kernel lacks, and a recursive mkdir tries for ever.
  for (const name of ['', 'strings/0x409', 'configs/c.1', 'functions/acm.usb0']) mkdirSync(`${folder}/${name}`);
  writeFileSync(`${folder}/idVendor`, `0x${vendorId}`);
  writeFileSync(`${folder}/idProduct`, `0x${productId}`);
  writeFileSync(`${folder}/strings/0x409/serialnumber`, serialNumber);
  writeFileSync(`${folder}/strings/0x409/product`, 'simulated serial device');
  symlinkSync(`${folder}/functions/acm.usb0`, `${folder}/configs/c.1/acm.usb0`);
  const devicePath = serialEnds().find((end) => !before.includes(end));
  if (devicePath === undefined) throw new Error('the kernel made no serial gadget');
  let isPlugged = false;
  /** The kernel refuses to pull what is out already. */
  function set(plugged: boolean): void {
    if (plugged !== isPlugged) writeFileSync(`${folder}/UDC`, plugged ? `dummy_udc.${socket}` : '\n');
    isPlugged = plugged;
  }
  return { devicePath, plug: () => set(true), unplug: () => set(false) };
}

const serialEnds = (): string[] =>
  existsSync('/dev')
    ? readdirSync('/dev')
        .filter((name) => name.startsWith('ttyGS'))
        .map((name) => `/dev/${name}`)
    : [];
