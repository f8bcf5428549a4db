// Watches the twin over a bare WebSocket, without any package: node watch.mjs http://127.0.0.1:5080 [pictures]
// Needs Node 22, or node --experimental-websocket from 20.10 on.
const [address = 'http://127.0.0.1:5080', pictures = '0'] = process.argv.slice(2);
const end = '\u001e'; // ends each message of the JSON hub protocol

if (typeof WebSocket === 'undefined') {
  console.error('This Node has no WebSocket: use Node 22, or node --experimental-websocket.');
  process.exit(2);
}

const socket = new WebSocket(new URL('/hubs/twin', address).href.replace(/^http/, 'ws'));
let rest = '';
let seen = 0;
let shown = '';

socket.addEventListener('open', () => {
  socket.send(JSON.stringify({ protocol: 'json', version: 1 }) + end);
  socket.send(JSON.stringify({ type: 1, invocationId: '1', target: 'Watch', arguments: [['snapshot']] }) + end);
});

socket.addEventListener('message', ({ data }) => {
  const messages = (rest + data).split(end);
  rest = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) {
    if (message.type === 1 && message.target === 'snapshot') {
      show(message.arguments[0]);
    } else if (message.type === 6) {
      socket.send(JSON.stringify({ type: 6 }) + end); // a ping is answered, or the server hangs up after 30 s
    } else if (message.error) {
      console.error(message.error);
      process.exit(1);
    }
  }
});

socket.addEventListener('close', () => process.exit(seen > 0 ? 0 : 1));

// The picture of now can come twice: once for the asking, once with the others.
function show(snapshot) {
  if (snapshot.day <= shown) {
    return;
  }

  shown = snapshot.day;
  const outstanding = snapshot.metrics.find((metric) => metric.key === 'outstanding');
  console.log(`${snapshot.day} loans ${snapshot.loans} outstanding ${outstanding.value}`);
  seen += 1;
  if (seen === Number(pictures)) {
    socket.close();
  }
}
