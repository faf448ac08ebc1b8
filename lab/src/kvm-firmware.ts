const size = 64 * 1024;

/**
 * A whole guest in 64 KiB of firmware: it goes to long mode, counts 50 million down, and tells QEMU's debug exit device (port
 * 0xf4). Both matter. A hypervisor that only emulates guests gets through real mode and even through a BIOS, but no kernel of a
 * cloud's guest will ever boot on it. With KVM the loop takes milliseconds; emulated one instruction at a time, minutes.
 */
export function kvmFirmware(): Buffer {
  const rom = Buffer.alloc(size, 0xf4);
  bytes(entry).copy(rom);
  bytes(resetVector).copy(rom, size - 16);
  return rom;
}

/** What QEMU exits with when the guest writes 0x10 to the debug exit device: (value << 1) | 1. */
export const guestRan = 33;

const entry = `
  fa                          cli
  31 c0                       xor    %ax,%ax
  8e d8                       mov    %ax,%ds
  66 c7 06 00 10 03 20 00 00  movl   $0x2003,0x1000      page map level 4 → directory pointers
  66 c7 06 00 20 03 30 00 00  movl   $0x3003,0x2000      directory pointers → directory
  66 c7 06 00 30 83 00 00 00  movl   $0x83,0x3000        one page of 2 MiB, mapped to itself
  0f 20 e0                    mov    %cr4,%eax
  66 83 c8 20                 or     $0x20,%eax          physical address extension
  0f 22 e0                    mov    %eax,%cr4
  66 b8 00 10 00 00           mov    $0x1000,%eax
  0f 22 d8                    mov    %eax,%cr3
  66 b9 80 00 00 c0           mov    $0xc0000080,%ecx    EFER
  0f 32                       rdmsr
  66 0d 00 01 00 00           or     $0x100,%eax         long mode enable
  0f 30                       wrmsr
  2e 66 0f 01 16 80 00        lgdtl  %cs:0x80
  0f 20 c0                    mov    %cr0,%eax
  66 0d 01 00 00 80           or     $0x80000001,%eax    paging and protection
  0f 22 c0                    mov    %eax,%cr0
  66 ea 5e 00 0f 00 08 00     ljmpl  $0x8,$0xf005e       the next line, in 64 bits
  b9 80 f0 fa 02              mov    $50000000,%ecx
  ff c9                       dec    %ecx
  75 fc                       jne    .-2
  b0 10                       mov    $0x10,%al
  e6 f4                       out    %al,$0xf4
  f4                          hlt
  90 90 90 90                 nop                        up to 0x70: the descriptor table
  00 00 00 00 00 00 00 00     .quad  0
  00 00 00 00 00 9a 20 00     .quad  0x00209a0000000000  64-bit code
  0f 00 70 00 0f 00           its size and address
`;

const resetVector = `
  ea 00 00 00 f0              ljmp   $0xf000,$0
`;

/** The machine code of a listing: the pairs of hexadecimal digits before two spaces. */
function bytes(listing: string): Buffer {
  const codes = listing.split('\n').map((line) => /^ {2}((?:[0-9a-f]{2} )+) /.exec(line)?.[1] ?? '');
  return Buffer.from(codes.join('').replaceAll(' ', ''), 'hex');
}
