/** Twice the size of the drawing, unless the picture would grow beyond what browsers hold. */
const SHARPNESS = 2;
const MOST_PIXELS = 120_000_000;
const MOST_SIDE = 16_000;

/** How many pixels of the picture stand for one of the drawing. */
export function pictureScale({ width, height }: { width: number; height: number }): number {
  return Math.min(SHARPNESS, MOST_SIDE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
}

const FAILED = "The picture could not be made. Try again, or take the drawing (SVG).";

async function drawn(svg: Blob): Promise<Blob | null> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = pictureScale({ width: image.naturalWidth, height: image.naturalHeight });
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(image.naturalWidth * scale);
    canvas.height = Math.floor(image.naturalHeight * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

const nameIn = (header: string | null) =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(header ?? "")?.[1] ?? "timeline.svg").replace(
    /\.svg$/,
    "",
  );

/** Fetches a drawing and saves it as a PNG; answers what went wrong, in words, or null. */
export async function savePicture(path: string): Promise<string | null> {
  try {
    const response = await fetch(path);
    if (!response.ok) return FAILED;
    const name = nameIn(response.headers.get("content-disposition"));
    const picture = await drawn(await response.blob());
    if (!picture) return FAILED;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(picture);
    link.download = `${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return null;
  } catch {
    return FAILED;
  }
}
