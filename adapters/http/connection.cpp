#include "adapters/http/connection.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <spdlog/spdlog.h>

#include "adapters/http/problem.hpp"

namespace waymark::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t read_bytes = 4 * 1024, most_empty_lines = 4;
constexpr std::size_t gathered_bytes =
    16 * 1024;  // answers to requests sent ahead are written together up to this
constexpr std::size_t kept_buffer_bytes = 64 * 1024;
constexpr std::chrono::seconds linger_time(2);
constexpr std::size_t most_lingered_bytes = 4u << 20;

std::string_view text_of(const boost::beast::flat_buffer& buffer) {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

}  // namespace

Connection::Connection(Front& front, asio::ip::tcp::socket socket, const asio::ip::address& peer)
    : front_(front), socket_(std::move(socket)), peer_(peer) {
    front_.enter(*this, peer_);
}

Connection::~Connection() { front_.leave(*this, peer_); }

void Connection::begin(Phase phase, std::chrono::milliseconds time) {
    phase_ = phase;
    turn_ = front_.next_turn();
    deadline_ = time.count() == 0 ? 0 : front_.in(time);
}

void Connection::expire() {
    deadline_ = 0;
    if (phase_ != Phase::head && phase_ != Phase::body) return close();
    timed_out_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::close() {
    close_after_ = true;
    error_code ignored;
    socket_.close(ignored);
}

asio::awaitable<void> Connection::run() {
    error_code error;
    socket_.non_blocking(true, error);
    socket_.set_option(asio::ip::tcp::no_delay(true), error);
    begin(Phase::idle, front_.options.head_time);  // who connects has something to say
    while (!close_after_) {
        if (co_await complete(&Connection::take_head)) {
            if (co_await complete(&Connection::take_body)) co_await answer();
        }
        forget_request();
        if (!close_after_) begin(Phase::idle, front_.options.idle_time);
    }
    if (!output_.empty()) {
        co_await flush();
        co_await linger();
    }
}

asio::awaitable<bool> Connection::complete(Progress (Connection::*take)()) {
    auto progress = (this->*take)();
    while (progress == Progress::more) {
        if (!co_await receive()) {
            end_of_input();
            co_return false;
        }
        progress = (this->*take)();
    }
    co_return progress == Progress::complete;
}

asio::awaitable<bool> Connection::receive() {
    if (!output_.empty() && !co_await flush()) co_return false;
    error_code error;
    const auto wanted = phase_ == Phase::body ? 4 * read_bytes : read_bytes;
    const auto got = co_await socket_.async_read_some(input_.prepare(wanted),
                                                      asio::redirect_error(asio::use_awaitable, error));
    input_.commit(got);
    co_return !error && !timed_out_;
}

void Connection::end_of_input() {
    close_after_ = true;
    if (phase_ == Phase::idle || !socket_.is_open()) return;
    refuse(timed_out_ ? Refusal{"request-timeout", "The request did not arrive within the time for it."}
                      : Refusal{"bad-request", "The connection ended in the middle of a request."});
}

Connection::Progress Connection::refuse(const Refusal& refusal) {
    close_after_ = true;
    respond(problem(refusal, {}), "-", nullptr);
    return Progress::refused;
}

Connection::Progress Connection::take_head() {
    if (phase_ == Phase::idle && front_.stopping() && input_.size() == 0) {
        close_after_ = true;
        return Progress::refused;
    }
    std::size_t empty_lines = 0;
    while (scan_.length() == 0 &&
           text_of(input_).starts_with("\r\n")) {  // RFC 9112 section 2.2: some clients send one too many
        if (++empty_lines > most_empty_lines)
            return refuse({"bad-request", "Too many empty lines stand before the request line."});
        input_.consume(2);
        scan_.reset();
    }
    const auto received = text_of(input_);
    if (received.empty()) return Progress::more;
    if (phase_ == Phase::idle) begin(Phase::head, front_.options.head_time);
    if (received == "\r") return Progress::more;
    if (const auto refusal = scan_.look(received)) return refuse(refusal);
    if (scan_.length() == 0) return Progress::more;
    head_text_.assign(received.substr(0, scan_.length()));
    input_.consume(scan_.length());
    if (const auto refusal = read_head(head_text_, head_)) return refuse(refusal);
    if (const auto refusal = judge(head_, front_.hosts, framing_)) {
        if (refusal.close || framing_.chunked || framing_.content_length != 0 || !framing_.keep_alive)
            return refuse(refusal);
        respond(problem(refusal, framing_.path), "-", nullptr);
        return Progress::refused;
    }
    const bool large = framing_.chunked || framing_.content_length > most_body_bytes;
    if (head_.method == "PUT" && large && !front_.dispatch.knows_caller(head_))
        return refuse({"unauthenticated", "Send a valid token before so much else."});
    begin(Phase::body, front_.options.body_time);
    return Progress::complete;
}

Connection::Progress Connection::take_body() {
    const auto received = text_of(input_);
    auto progress = Progress::complete;
    if (framing_.chunked) {
        std::size_t used = 0;
        const auto refusal = chunks_.take(received, chunked_body_, most_bytes(head_), used);
        input_.consume(used);
        if (refusal) return refuse(refusal);
        if (!chunks_.complete()) progress = Progress::more;
        body_ = chunked_body_;
    } else if (received.size() < framing_.content_length) {
        progress = Progress::more;
    } else {
        body_bytes_ = static_cast<std::size_t>(framing_.content_length);
        body_ = received.substr(0, body_bytes_);
    }
    if (progress == Progress::more && framing_.expects_continue) {
        framing_.expects_continue = false;
        output_ += "HTTP/1.1 100 Continue\r\n\r\n";
    }
    return progress;
}

void Connection::forget_request() {
    input_.consume(body_bytes_);
    body_bytes_ = 0;
    body_ = {};
    scan_.reset();
    head_ = {};
    framing_ = {};
    chunks_.reset();
    chunked_body_.clear();
    if (input_.size() == 0 && input_.capacity() > kept_buffer_bytes) input_.shrink_to_fit();
    if (output_.empty() && output_.capacity() > 4 * kept_buffer_bytes) output_.shrink_to_fit();
}

asio::awaitable<void> Connection::answer() {
    begin(Phase::answering, {});
    auto exchange = front_.dispatch.exchange();
    if (auto refused = front_.dispatch.admit(exchange, head_, framing_, body_)) {
        respond(*refused, exchange.route == nullptr ? "-" : exchange.route->pattern, &exchange.actor);
    } else {
        std::optional<Outcome> outcome;
        if (exchange.route->aside)
            co_await handle_aside(exchange, outcome);
        else
            outcome = front_.dispatch.handle(exchange);
        if (auto* submission = std::get_if<Submission>(&*outcome))
            co_await submit(exchange, *submission);
        else
            respond(std::get<Response>(*outcome), exchange.route->pattern, &exchange.actor);
    }
    // Requests sent ahead are answered in one go, as far as they have arrived.
    if (input_.size() == body_bytes_ || output_.size() > gathered_bytes) co_await flush();
}

asio::awaitable<void> Connection::handle_aside(Exchange& exchange, std::optional<Outcome>& outcome) {
    auto work = [this, &exchange, &outcome] {
        asio::post(front_.aside, [this, &exchange, &outcome] {
            outcome = front_.dispatch.handle(exchange);
            front_.wakes.wake(sleeper_);
        });
    };
    co_await front_.wakes.sleep(sleeper_, work);
}

asio::awaitable<void> Connection::submit(Exchange& exchange, Submission& submission) {
    struct Reply {
        Wakes& wakes;
        Wakes::Sleeper& sleeper;
        std::optional<Result<runtime::Answer>> answer;
    } reply{front_.wakes, sleeper_, {}};
    auto begin_command = [&exchange, &submission, &reply] {
        exchange.service().submit(std::move(submission.command), [&reply](Result<runtime::Answer> answer) {
            reply.answer = std::move(answer);
            reply.wakes.wake(reply.sleeper);
        });
    };
    co_await front_.wakes.sleep(sleeper_, begin_command);
    respond(front_.dispatch.render(exchange, submission, std::move(*reply.answer)), exchange.route->pattern,
            &exchange.actor);
}

void Connection::respond(const Response& response, std::string_view route, const runtime::Actor* actor) {
    if (!framing_.keep_alive || front_.stopping()) close_after_ = true;
    write_response(output_, response, front_.date(), !close_after_, head_.method != "HEAD");
    front_.dispatch.traffic.count(response.status);
    if (front_.log->should_log(spdlog::level::debug))
        front_.log->debug("{} {} {} person={} bytes={}", head_.method, route, response.status,
                          actor == nullptr ? std::string("-") : runtime::to_text(actor->person),
                          response.body.size());
}

asio::awaitable<bool> Connection::flush() {
    const auto phase = phase_;
    const auto deadline = deadline_;
    std::size_t written = 0;
    error_code error;
    while (written < output_.size() && !error) {
        written +=
            socket_.write_some(asio::buffer(output_.data() + written, output_.size() - written), error);
        if (error != asio::error::would_block && error != asio::error::try_again) continue;
        if (phase_ != Phase::writing) begin(Phase::writing, front_.options.body_time);
        co_await socket_.async_wait(asio::ip::tcp::socket::wait_write,
                                    asio::redirect_error(asio::use_awaitable, error));
    }
    output_.clear();
    phase_ = phase;
    deadline_ = deadline;
    if (error) close();
    co_return !error;
}

asio::awaitable<void> Connection::linger() {
    // Closing while the peer still sends would make its system drop the answer that is on its way.
    begin(Phase::closing, linger_time);
    error_code error;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    std::size_t dropped = 0;
    while (!error && dropped < most_lingered_bytes) {
        input_.clear();
        dropped += co_await socket_.async_read_some(input_.prepare(4 * read_bytes),
                                                    asio::redirect_error(asio::use_awaitable, error));
    }
}

}  // namespace waymark::http
