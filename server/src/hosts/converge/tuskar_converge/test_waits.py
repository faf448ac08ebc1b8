import http.server
import socket
import threading

from .test_harness import ProgramTest, command


def wait(seconds=5, **subject):
    return {"id": "wait", "kind": "wait", "for": subject, "timeoutSeconds": seconds}


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/good" else 503)
        self.end_headers()
        self.wfile.write(b"not yet")

    def log_message(self, *_arguments):
        pass


class Waits(ProgramTest):
    def test_end_when_a_port_answers(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            run = self.converge(wait(tcp={"host": "127.0.0.1", "port": server.getsockname()[1]}))
        self.assertEqual(run.states(), {"wait": "unchanged"})

    def test_give_up_with_what_they_saw_last(self):
        run = self.converge(wait(0.2, tcp={"host": "127.0.0.1", "port": 1}))
        self.assertEqual(run.items["wait"]["error"]["message"], "after 0.2 s 127.0.0.1:1: Connection refused")
        self.assertIn("waiting", [event.get("state") for event in run.events])

    def test_look_at_the_status_of_an_answer(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        url = f"http://127.0.0.1:{server.server_port}"
        self.assertEqual(self.converge(wait(http={"url": f"{url}/good", "status": [200]})).code, 0)
        error = self.converge(wait(0.2, http={"url": f"{url}/bad", "status": [200]})).items["wait"]["error"]
        self.assertIn("it answers 503 Service Unavailable: not yet", error["message"])

    def test_see_what_another_item_brings_about(self):
        made = command("touch", self.path("/made"), guard={"exists": "/made"})
        run = self.converge(wait(succeeds=["test", "-e", self.path("/made")]), made)
        self.assertEqual(run.code, 0)

    def test_see_units(self):
        self.systemd(nova={"ActiveState": "active"})
        self.assertEqual(self.converge(wait(unit="nova.service")).code, 0)
        error = self.converge(wait(0.3, unit="other.service")).items["wait"]["error"]
        self.assertIn("other.service: it is inactive (dead)", error["message"])
        self.assertIn("journal", error)

    def test_are_not_sat_out_in_check_mode(self):
        run = self.converge(wait(60, tcp={"host": "127.0.0.1", "port": 1}), mode="check")
        self.assertEqual(run.actions(), {"wait": ["wait"]})
