// Watches the twin with the official client: npm install @microsoft/signalr@10.0.11, then node hub.mjs http://127.0.0.1:5080
import { HubConnectionBuilder, HubConnectionState } from '@microsoft/signalr';

const address = process.argv[2] ?? 'http://127.0.0.1:5080';
const connection = new HubConnectionBuilder().withUrl(new URL('/hubs/twin', address).href).withAutomaticReconnect().build();

// The picture of now can come twice: once for the asking, once with the others.
let shown = '';
connection.on('snapshot', (snapshot) => {
  if (snapshot.day <= shown) {
    return;
  }

  shown = snapshot.day;
  const outstanding = snapshot.metrics.find((metric) => metric.key === 'outstanding');
  console.log(`${snapshot.day} loans ${snapshot.loans} outstanding ${outstanding.value}`);
});

// Topics belong to a connection: a new one has to ask again.
connection.onreconnected(() => connection.invoke('Watch', ['snapshot']));
await connection.start();
await connection.invoke('Watch', ['snapshot']);

process.on('SIGINT', async () => {
  if (connection.state === HubConnectionState.Connected) {
    await connection.stop();
  }
  process.exit(0);
});
