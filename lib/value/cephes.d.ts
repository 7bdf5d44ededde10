// The package's own types stand beside its exports, where TypeScript does not look for them.
declare module "cephes" {
  /** Settles once the functions answer. */
  export const compiled: Promise<void>;
  export function hyp2f1(a: number, b: number, c: number, x: number): number;
  export function lgam(x: number): number;
  export function psi(x: number): number;
  export function igamc(a: number, x: number): number;
  export function incbet(a: number, b: number, x: number): number;
  export function incbi(a: number, b: number, y: number): number;
  export function ndtr(x: number): number;
  export function ndtri(y: number): number;
}
