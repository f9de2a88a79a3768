// For other people's pages: makes each frame that shows something of ours as high as its content.

{
  const { origin } = new URL(document.currentScript.src);

  const fit = ({ source, data, origin: from }) => {
    const height = data?.workbench?.height;
    if (from !== origin || !Number.isInteger(height)) return;
    const frames = [...document.querySelectorAll("iframe")];
    const frame = frames.find((each) => each.contentWindow === source);
    if (frame) frame.height = height;
  };

  addEventListener("message", fit);
}
