#include "tests/bench/load.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace waymark::bench {
namespace {

using std::chrono::microseconds;

constexpr std::size_t key_digits = 16;

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

/// A rendered request and the place of the digits in its key.
struct Rendered {
    std::string text;
    std::size_t digits_at = 0;

    Rendered(const LoadOptions& options, const Client::Request& request) {
        text = "POST " + request.path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " +
               options.token + "\r\nContent-Type: application/json\r\nContent-Length: " +
               std::to_string(request.body.size()) + "\r\nIdempotency-Key: " + options.key_prefix;
        digits_at = text.size();
        text += std::string(key_digits, '0') + "\r\n\r\n" + request.body;
    }
    void number(std::uint64_t count) {
        for (std::size_t i = key_digits; i-- > 0; count /= 10)
            text[digits_at + i] = static_cast<char>('0' + count % 10);
    }
};

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {
        if (number_ < 0) fail("socket");
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

class Connection {
  public:
    Connection(const LoadOptions& options, const Client& client) {
        for (const auto& request : client.requests) requests_.emplace_back(options, request);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(options.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            fail("connect");
        const int on = 1;
        ::setsockopt(socket_.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }

    [[nodiscard]] int number() const { return socket_.number(); }
    [[nodiscard]] std::uint64_t sent() const { return next_; }
    [[nodiscard]] microseconds sent_at() const { return sent_at_; }
    [[nodiscard]] const std::string& answer() const { return answer_; }

    void send(std::uint64_t count, microseconds now) {
        auto& request = requests_[next_++ % requests_.size()];
        request.number(count);
        sent_at_ = now;
        answer_.clear();
        wanted_ = 0;
        // Requests are far smaller than the socket's buffer, and only one is under way.
        if (::send(socket_.number(), request.text.data(), request.text.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.text.size()))
            fail("send");
    }

    /// The status once the answer is whole, 0 before.
    unsigned receive() {
        std::array<char, 16 * 1024> piece;
        const auto got = ::recv(socket_.number(), piece.data(), piece.size(), MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
        if (got == 0) errno = ECONNRESET;
        if (got <= 0) fail("recv");
        answer_.append(piece.data(), static_cast<std::size_t>(got));
        if (wanted_ == 0) {
            const auto head = answer_.find("\r\n\r\n");
            if (head == std::string::npos) return 0;
            constexpr std::string_view field = "\r\nContent-Length: ";
            const auto at = answer_.find(field);
            std::size_t length = 0;
            if (at < head)
                std::from_chars(answer_.data() + at + field.size(), answer_.data() + answer_.size(), length);
            wanted_ = head + 4 + length;
        }
        if (answer_.size() < wanted_) return 0;
        unsigned status = 0;
        std::from_chars(answer_.data() + 9, answer_.data() + 12, status);
        return status;
    }

  private:
    Descriptor socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    std::vector<Rendered> requests_;
    std::size_t next_ = 0, wanted_ = 0;
    microseconds sent_at_{};
    std::string answer_;
};

microseconds at_share(std::vector<microseconds>& times, double share) {
    if (times.empty()) return {};
    const auto index =
        std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())));
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(index));
    return times[index];
}

}  // namespace

double LoadResult::per_second() const {
    return time.count() == 0 ? 0 : static_cast<double>(requests) * 1e6 / static_cast<double>(time.count());
}

LoadResult put_load(const LoadOptions& options, const runtime::Clock& clock) {
    const Descriptor events(::epoll_create1(EPOLL_CLOEXEC));
    std::vector<std::unique_ptr<Connection>> connections;
    for (const auto& client : options.clients) {
        auto& connection = connections.emplace_back(std::make_unique<Connection>(options, client));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = connection.get();
        if (::epoll_ctl(events.number(), EPOLL_CTL_ADD, connection->number(), &event) != 0) fail("epoll_ctl");
    }

    LoadResult result;
    std::vector<microseconds> times;
    const auto requests = options.requests_each * connections.size();
    times.reserve(requests);
    const auto start = clock.boottime();
    std::uint64_t sent = 0;
    for (auto& connection : connections) connection->send(sent++, clock.boottime());
    std::array<epoll_event, 256> ready;
    while (times.size() < requests) {
        const auto count = ::epoll_wait(events.number(), ready.data(), static_cast<int>(ready.size()), -1);
        if (count < 0 && errno != EINTR) fail("epoll_wait");
        for (int i = 0; i < count; ++i) {
            auto& connection = *static_cast<Connection*>(ready[static_cast<std::size_t>(i)].data.ptr);
            const auto status = connection.receive();
            if (status == 0) continue;
            const auto now = clock.boottime();
            times.push_back(now - connection.sent_at());
            ++result.answers[status];
            if (status >= 300 && result.first_failure.empty()) result.first_failure = connection.answer();
            if (connection.sent() < options.requests_each) connection.send(sent++, now);
        }
    }
    result.time = clock.boottime() - start;
    result.requests = times.size();
    result.p50 = at_share(times, 0.50);
    result.p99 = at_share(times, 0.99);
    if (!times.empty()) result.longest = *std::ranges::max_element(times);
    return result;
}

}  // namespace waymark::bench
