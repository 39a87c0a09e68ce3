// Files that are opened or dropped: read here, and given to smcheck as they are.

const LARGEST = 23 * 1024 * 1024; // bytes, which are a third longer on their way

// The content of a file in base64. Throws an Error to be shown.
export async function contentOf(file) {
  if (file.size > LARGEST) {
    throw new Error(`${file.name} is larger than 23 MiB. Split it, or take pictures out of it.`);
  }
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Error(`${file.name} cannot be read. Is it a folder, or open elsewhere?`));
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(",") + 1);
}

// Take files that are dropped anywhere on the page, and show where while one is held over it.
export function takeDrops(sign, take) {
  const holdsFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    sign.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) sign.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    sign.hidden = true;
    if (event.dataTransfer.files.length) take(event.dataTransfer.files[0]);
  });
}
