// A text field is as tall as its text, where the browser cannot do that by itself.
export default function autogrow(field) {
  if (CSS.supports("field-sizing", "content")) return;
  const grow = () => {
    field.rows = Math.max(field.rows, field.value.split("\n").length);
    while (field.scrollHeight > field.clientHeight + 4 && field.rows < 40) field.rows += 1;
  };
  field.addEventListener("input", grow);
  grow();
}
