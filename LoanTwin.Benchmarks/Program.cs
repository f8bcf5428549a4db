Console.Error.WriteLine("usage: kernel | evidence kernel");
return 2;
