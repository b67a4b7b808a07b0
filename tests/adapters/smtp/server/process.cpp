#include "tests/adapters/smtp/server/process.hpp"

#include <fcntl.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace waymark::smtp_server {

Process::Process(const std::string& script, const std::string& wishes) {
    int in[2];
    int out[2];
    if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const std::string path = SCRIPTS "/" + script;
    const char* const words[] = {"/usr/bin/python3", "-B",           "-W",   "ignore",
                                 path.c_str(),       wishes.c_str(), nullptr};
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("no fork");
    if (pid_ == 0) {
        ::dup2(in[0], 0);
        ::dup2(out[1], 1);
        ::execv(words[0], const_cast<char* const*>(words));
        ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    input_ = in[1];
    reader_ = std::thread([this, descriptor = out[0]] { read(descriptor); });
    port_ = static_cast<unsigned short>(wait_for("listening", 1).front().at("port").as_int64());
}

Process::~Process() {
    ::close(input_);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    reader_.join();
}

void Process::read(int descriptor) {
    std::string text;
    char bytes[65'536];
    for (ssize_t got = 0; (got = ::read(descriptor, bytes, sizeof bytes)) > 0;) {
        text.append(bytes, static_cast<std::size_t>(got));
        for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
            auto event = boost::json::parse(text.substr(0, end)).as_object();
            text.erase(0, end + 1);
            {
                const std::lock_guard lock(mutex_);
                events_.push_back(std::move(event));
            }
            changed_.notify_all();
        }
    }
    ::close(descriptor);
}

std::vector<Event> Process::events(const std::string& kind) const {
    const std::lock_guard lock(mutex_);
    return seen(kind);
}

std::vector<Event> Process::wait_for(const std::string& kind, std::size_t count) const {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(30), [&] { return seen(kind).size() >= count; }))
        throw std::runtime_error("the mail server saw " + std::to_string(seen(kind).size()) + " of " +
                                 std::to_string(count) + " “" + kind + "”");
    return seen(kind);
}

std::vector<Event> Process::seen(const std::string& kind) const {
    std::vector<Event> found;
    for (const auto& event : events_)
        if (event.at("event").as_string() == kind) found.push_back(event);
    return found;
}

std::string decoded(const boost::json::value& base64) {
    static constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int held = 0;
    for (const char c : base64.as_string()) {
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos) break;
        bits = (bits << 6) | static_cast<unsigned>(digit);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out += static_cast<char>((bits >> held) & 0xFFU);
    }
    return out;
}

}  // namespace waymark::smtp_server
