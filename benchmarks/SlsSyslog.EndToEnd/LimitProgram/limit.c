/*
 * The limit: what no forwarder of compressed logs can do without. One thread receives the answers to pulls over HTTP/1.1, decompresses them
 * with liblz4, copies the raw log once and sends as many bytes as the forwarder sends for it. It looks at no log and waits for no confirmation.
 *
 * usage: limit PORT PROJECT LOGSTORE SINK_PORT SENT_PER_RAW_BYTE SHARD:BEGIN:END...
 * Prints "done" and then waits for the end of its input, so that its CPU time can be read.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

int LZ4_decompress_safe(const char *source, char *target, int sourceSize, int capacity);

enum { SLICE = 256 * 1024, LARGEST_BODY = 32 * 1024 * 1024, LARGEST_HEAD = 16 * 1024, MAX_SHARDS = 256, MAX_CURSOR = 128 };

struct shard { char id[16]; char cursor[MAX_CURSOR]; char end[MAX_CURSOR]; };

static struct shard shards[MAX_SHARDS];
static int shard_count, turn;
static const char *port, *project, *logstore;

static void fail(const char *what) { perror(what); exit(1); }

static int connect_to(const char *text)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(atoi(text)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int one = 1, descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return descriptor;
}

static void send_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(descriptor, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0) fail("send");
        bytes += sent;
        length -= sent;
    }
}

/* Asks for the next logs of the next shard that has any. Returns that shard, or NULL at the end of all. */
static struct shard *request_next(int sls)
{
    char request[1024], escaped[3 * MAX_CURSOR];
    for (int tried = 0; tried < shard_count; tried++) {
        struct shard *shard = &shards[turn++ % shard_count];
        if (strcmp(shard->cursor, shard->end) == 0) continue;
        size_t at = 0;
        for (const char *c = shard->cursor; *c; c++)
            at += sprintf(escaped + at, strchr("+/=", *c) ? "%%%02X" : "%c", *c);
        int length = snprintf(request, sizeof request,
            "GET /logstores/%s/shards/%s?type=log&count=1000&cursor=%s HTTP/1.1\r\nHost: %s.127.0.0.1:%s\r\nAccept-Encoding: lz4\r\n\r\n",
            logstore, shard->id, escaped, project, port);
        send_all(sls, request, length);
        return shard;
    }
    return NULL;
}

static const char *header(const char *head, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line + 2, name, length) == 0 && line[2 + length] == ':') return line + 2 + length + 1 + strspn(line + 3 + length, " ");
    fprintf(stderr, "No %s in: %s\n", name, head);
    exit(1);
}

int main(int argc, char **argv)
{
    if (argc < 7) return 2;
    port = argv[1], project = argv[2], logstore = argv[3];
    double ratio = atof(argv[5]);
    for (int i = 6; i < argc && shard_count < MAX_SHARDS; i++)
        if (sscanf(argv[i], "%15[^:]:%127[^:]:%127s", shards[shard_count].id, shards[shard_count].cursor, shards[shard_count].end) == 3) shard_count++;

    int sls = connect_to(port), sink = connect_to(argv[4]);
    char *body = malloc(LARGEST_HEAD + LARGEST_BODY), *raw = malloc(LARGEST_BODY), *slice = calloc(4, SLICE), head[LARGEST_HEAD];
    size_t held = 0;
    for (struct shard *shard = request_next(sls); shard;) {
        char *end;
        while (body[held] = 0, !(end = strstr(body, "\r\n\r\n"))) {
            ssize_t count = recv(sls, body + held, LARGEST_HEAD - held - 1, 0);
            if (count <= 0) fail("recv");
            held += count;
        }
        size_t head_length = end + 4 - body;
        memcpy(head, body, head_length);
        head[head_length] = 0;
        if (strncmp(head, "HTTP/1.1 200", 12) != 0) { fputs(head, stderr); return 1; }
        size_t length = atol(header(head, "content-length"));
        int raw_length = atoi(header(head, "x-log-bodyrawsize"));
        sscanf(header(head, "x-log-cursor"), "%127[^\r]", shard->cursor);

        /* The server prepares the next answer while this one is read. Nothing of it comes before this body ends. */
        struct shard *next = request_next(sls);
        while (held < head_length + length) {
            ssize_t count = recv(sls, body + held, head_length + length - held, 0);
            if (count <= 0) fail("recv");
            held += count;
        }
        if (LZ4_decompress_safe(body + head_length, raw, length, LARGEST_BODY) != raw_length) return 1;
        held -= head_length + length;
        memmove(body, body + head_length + length, held);
        for (int at = 0; at < raw_length; at += SLICE) {
            size_t part = raw_length - at < SLICE ? raw_length - at : SLICE;
            memcpy(slice, raw + at, part);
            send_all(sink, slice, (size_t)(part * ratio));
        }
        shard = next;
    }
    shutdown(sink, SHUT_WR);
    puts("done");
    fflush(stdout);
    while (getchar() != EOF) {}
    return 0;
}
