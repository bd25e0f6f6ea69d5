/** How a stream of bytes travels in HID reports of one size. The public reader of 2B8B:2721 uses 64 bytes and no report id. */
export interface HidFraming {
  readonly reportBytes: number;
  /** 0 where the device has no report ids; hidapi wants the byte all the same and keeps it from the wire. */
  readonly reportId: number;
}

/** The reports that carry these bytes, each filled up with zeros and led by the report id. */
export function hidReports(bytes: Uint8Array, { reportBytes, reportId }: HidFraming): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / reportBytes) }, (_, index) => {
    const report = new Uint8Array(reportBytes + 1);
    report[0] = reportId;
    report.set(bytes.subarray(index * reportBytes, (index + 1) * reportBytes), 1);
    return report;
  });
}
